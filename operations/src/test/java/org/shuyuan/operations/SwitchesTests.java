package org.shuyuan.operations;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SwitchesTests {

	private static StandardEnvironment environment(Map<String, Object> given) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("given", given));
		new Switches().postProcessEnvironment(environment, new SpringApplication());
		return environment;
	}

	@Test
	void measuresNothingWhereNobodyCouldRead() {
		assertThat(environment(Map.of()).getProperty("management.prometheus.metrics.export.enabled"))
			.isEqualTo("false");
		assertThat(environment(Map.of("shuyuan.management.port", " "))
			.getProperty("management.prometheus.metrics.export.enabled")).isEqualTo("false");
		assertThat(environment(Map.of("shuyuan.management.port", "9180"))
			.getProperty("management.prometheus.metrics.export.enabled")).isEqualTo("true");
	}

	@Test
	void refusesWrongPortsWithASentence() {
		for (String port : new String[] { "x", "-1", "65536", "123456" }) {
			assertThatExceptionOfType(SettingWrong.class)
				.isThrownBy(() -> environment(Map.of("shuyuan.management.port", port)))
				.withMessage("SHUYUAN_MANAGEMENT_PORT is '%s'; a number from 1 to 65535 is expected", port);
		}
		assertThatExceptionOfType(SettingWrong.class)
			.isThrownBy(() -> environment(Map.of("shuyuan.management.port", "8080", "server.port", "8080")))
			.withMessageContaining("where the public is served");
	}

}
