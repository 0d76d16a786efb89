package org.shuyuan.vocab;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IrisTests {

	@ParameterizedTest
	@ValueSource(strings = { "http://ex.test", "https://ex.test:8443/a?b=c", "https://数据.榆溪.中国/目录/1",
			"https://xn--fiqs8s/", "http://数据.test:8080/a" })
	void addressesOnTheWeb(String address) {
		assertThat(Iris.isHttp(address)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ftp://ex.test/", "http://", "http:///a", "https://数 据.test/", "javascript:alert(1)",
			"https://数据_.test/", "https://数据.test:八/", "http://.数据/" })
	void addressesThatAreNone(String address) {
		assertThat(Iris.isHttp(address)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "urn:uuid:5a9c", "https://ex.test/路灯", "mailto:a@ex.test" })
	void absolute(String address) {
		assertThat(Iris.isAbsolute(address)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/b", "http://ex.test/a b", "http://relative.shuyuan.invalid/x", "<urn:a:b>" })
	void notAbsolute(String address) {
		assertThat(Iris.isAbsolute(address)).isFalse();
	}

}
