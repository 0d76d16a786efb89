package org.shuyuan.observability;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ObservabilityPostProcessorTests {

	private static StandardEnvironment environment(Map<String, Object> given) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("given", given));
		new ObservabilityPostProcessor().postProcessEnvironment(environment, new SpringApplication());
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
			assertThatExceptionOfType(InvalidSetting.class)
				.isThrownBy(() -> environment(Map.of("shuyuan.management.port", port)))
				.withMessage("SHUYUAN_MANAGEMENT_PORT is '%s'; a number from 1 to 65535 is expected", port);
		}
		assertThatExceptionOfType(InvalidSetting.class)
			.isThrownBy(() -> environment(Map.of("shuyuan.management.port", "8080", "server.port", "8080")))
			.withMessageContaining("where the public is served");
	}

	@Test
	void setsUpNoTracingWhereNobodyCollects() {
		assertThat(environment(Map.of()).getProperty("spring.autoconfigure.exclude"))
			.contains("OpenTelemetrySdkAutoConfiguration");
		StandardEnvironment traced = environment(Map.of("shuyuan.otlp-url", "http://collector:4318/"));
		assertThat(traced.getProperty("spring.autoconfigure.exclude")).isNull();
		assertThat(traced.getProperty("management.opentelemetry.tracing.export.otlp.endpoint"))
			.isEqualTo("http://collector:4318/v1/traces");
		assertThat(environment(Map.of("shuyuan.otlp-url", "https://collector.example.cn/otlp/v1/traces"))
			.getProperty("management.opentelemetry.tracing.export.otlp.endpoint"))
			.isEqualTo("https://collector.example.cn/otlp/v1/traces");
	}

	@Test
	void refusesWrongAddressesSharesAndFormatsWithASentence() {
		refused(Map.of("shuyuan.otlp-url", "collector:4318"), "SHUYUAN_OTLP_URL is 'collector:4318'");
		refused(Map.of("shuyuan.otlp-url", "http://user@collector"), "SHUYUAN_OTLP_URL");
		refused(Map.of("shuyuan.otlp-url", "http://collector", "shuyuan.trace-share", "2"),
				"SHUYUAN_TRACE_SHARE is '2'");
		refused(Map.of("shuyuan.log-format", "xml"), "SHUYUAN_LOG_FORMAT is 'xml'; 'text' or 'json' is expected");
	}

	private static void refused(Map<String, Object> given, String sentence) {
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> environment(given))
			.withMessageContaining(sentence);
	}

}
