package org.shuyuan.observability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

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

	@Test
	void refusesToStartWithoutAClientSecret() {
		String secret = "spring.security.oauth2.client.registration.open-portal.client-secret";
		refused(Map.of(secret, "${SHUYUAN_PORTAL_SECRET}"), "SHUYUAN_PORTAL_SECRET is missing");
		assertThat(environment(Map.of(secret, "${SHUYUAN_PORTAL_SECRET}", "SHUYUAN_PORTAL_SECRET", "s3cret"))
			.getProperty(secret)).isEqualTo("s3cret");
	}

	@Test
	void readsTheTraceSecretFromAFolderOfSecrets(@TempDir Path secrets) throws IOException {
		Files.writeString(secrets.resolve("SHUYUAN_TRACE_SECRET"), "shared-by-all");
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addLast(new ConfigTreePropertySource("secrets", secrets));
		new YamlPropertySourceLoader().load("platform", new ClassPathResource("platform.yaml"))
			.forEach(environment.getPropertySources()::addLast);
		assertThat(Binder.get(environment).bind("shuyuan", TraceSecretProperties.class).get().secret())
			.isEqualTo("shared-by-all");
	}

	private static void refused(Map<String, Object> given, String sentence) {
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> environment(given))
			.withMessageContaining(sentence);
	}

}
