package org.shuyuan.support.database;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.observability.InvalidSetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExternalDatabaseTests {

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://127.0.0.1:1/city?user=a&password=hush&ssl=false",
			"jdbc:postgresql://127.0.0.1:1/city?sslpassword=hush", "jdbc:postgresql://127.0.0.1:x/city?PASSWORD=hush",
			"jdbc:mysql://127.0.0.1/city?password=hush" })
	void tellsNoPasswordThatStandsInTheAddress(String address) {
		DatabaseProperties settings = new DatabaseProperties(address, "city", "another", null);
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> ExternalDatabase.of(settings, List.of()))
			.withMessageContaining("SHUYUAN_SQL_URL")
			.withMessageNotContaining("hush");
		assertThat(settings.toString()).contains("127.0.0.1").doesNotContain("hush");
		assertThat(new ExternalDatabase(address, "city", "another").toString()).contains("127.0.0.1")
			.doesNotContain("hush")
			.doesNotContain("another");
	}

	@Test
	void tellsEverythingElse() {
		assertThat(ExternalDatabase.told("jdbc:postgresql://db/city?password=hush&ssl=true"))
			.isEqualTo("jdbc:postgresql://db/city?password=…&ssl=true");
	}

}
