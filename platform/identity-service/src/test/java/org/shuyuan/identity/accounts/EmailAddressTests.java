package org.shuyuan.identity.accounts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmailAddressTests {

	@Test
	void isWrittenInSmallLetters() {
		assertThat(EmailAddress.of(" Chen.Zhu+open@Example.CN "))
			.contains(new EmailAddress("chen.zhu+open@example.cn"));
		assertThat(new EmailAddress("chen@example.cn").local()).isEqualTo("chen");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "chen", "chen@", "@example.cn", "chen@example", "chen@@example.cn", "chen@-example.cn",
			"chen zhu@example.cn", "chen@example.cn\r\nBcc: all@example.cn", "chen@example.cn,li@example.cn",
			"陈@example.cn", "chen@例子.cn", "<chen@example.cn>", "chen@example..cn", "chen@example.cn\u0000" })
	void refusesWhatIsNoAddress(String typed) {
		assertThat(EmailAddress.of(typed)).isEmpty();
	}

	@Test
	void refusesWhatIsTooLong() {
		assertThat(EmailAddress.of("a".repeat(65) + "@example.cn")).isEmpty();
		assertThat(EmailAddress.of("a@" + "b.".repeat(130) + "cn")).isEmpty();
		assertThat(EmailAddress.of("a".repeat(1_000_000))).isEmpty();
		assertThat(EmailAddress.of(null)).isEmpty();
	}

}
