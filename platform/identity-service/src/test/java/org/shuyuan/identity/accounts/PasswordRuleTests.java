package org.shuyuan.identity.accounts;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordRuleTests {

	private final EmailAddress email = new EmailAddress("xiaozhu@example.cn");

	@ParameterizedTest
	@ValueSource(strings = { "three quiet rivers", "云渚的河水流过三座桥", "Abcde-fghij-klmno", "𠀀𠀁𠀂𠀃𠀄𠀅𠀆𠀇𠀈𠀉𠀊𠀋" })
	void takesLongOnes(String password) {
		String long12 = (password.codePointCount(0, password.length()) < 12) ? password + "河畔" : password;
		assertThat(PasswordRule.broken(long12, this.email)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "short-one, at least 12", "aaaaaaaaaaaaaaaa, different", "my-XiaoZhu-password, name in your address",
			"云渚云渚云渚云渚云渚云渚云渚云渚云渚云渚云渚云渚河水桥, at most" })
	void refusesOthersAndSaysWhy(String password, String why) {
		assertThat(PasswordRule.broken(password, this.email)).hasValueSatisfying((fault) -> {
			assertThat(fault.in("en")).contains(why);
			assertThat(fault.in("zh")).contains("密码");
		});
	}

}
