package org.shuyuan.portal.home;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.observability.InvalidSetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SecurityContactTests {

	private static final String BASE = "https://data.example.cn";

	@Test
	void namesEveryContactInTheOrderGiven() {
		SecurityContact contact = new SecurityContact(
				List.of("mailto:security@data.example.cn", "https://data.example.cn/about"), "2027-06-30T00:00:00Z");
		assertThat(contact.text(BASE)).contains("""
				Contact: mailto:security@data.example.cn
				Contact: https://data.example.cn/about
				Expires: 2027-06-30T00:00:00Z
				Preferred-Languages: zh, en
				Canonical: https://data.example.cn/.well-known/security.txt
				""");
	}

	@Test
	void isNotServedWithoutContact() {
		assertThat(new SecurityContact(null, null).text(BASE)).isEmpty();
		assertThat(new SecurityContact(List.of(" "), "").text(BASE)).isEmpty();
	}

	@Test
	void expiresWithinAYearWhereNothingIsSet() {
		assertThat(Instant.parse(new SecurityContact(null, " ").expires())).isBetween(Instant.now(),
				Instant.now().plus(365, ChronoUnit.DAYS));
	}

	@ParameterizedTest
	@ValueSource(strings = { "security@data.example.cn", "http://data.example.cn", "mailto:a@b.cn\nExpires: never",
			"javascript:alert(1)" })
	void refusesWhatIsNoContact(String contact) {
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> new SecurityContact(List.of(contact), null))
			.withMessageContaining("SHUYUAN_SECURITY_CONTACT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2027-06-30", "never" })
	void refusesWhatIsNoInstant(String expires) {
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> new SecurityContact(null, expires))
			.withMessageContaining("SHUYUAN_SECURITY_EXPIRES");
	}

}
