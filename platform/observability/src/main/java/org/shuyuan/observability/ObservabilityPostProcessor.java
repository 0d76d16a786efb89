package org.shuyuan.observability;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns the platform's few switches into the many of its libraries. What is not asked for
 * is off and costs nothing.
 */
class ObservabilityPostProcessor implements EnvironmentPostProcessor {

	private static final Bindable<Map<String, Map<String, String>>> REGISTRATIONS = Bindable
		.of(ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class),
				ResolvableType.forClassWithGenerics(Map.class, String.class, String.class)));

	/** What is left of a setting where nothing sets it. */
	private static final Pattern UNSET = Pattern.compile("\\$\\{([A-Z_]+)");

	private static final String BOOT = "org.springframework.boot.";

	/** What the library for traces would set up at every start. */
	private static final List<String> TRACING = List.of(
			BOOT + "micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
			BOOT + "micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
			BOOT + "micrometer.tracing.autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration",
			BOOT + "micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
			BOOT + "micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration",
			BOOT + "opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
			BOOT + "opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> properties = new LinkedHashMap<>();
		boolean measured = measured(environment);
		boolean traced = traced(environment, properties);
		properties.put("management.prometheus.metrics.export.enabled", measured);
		properties.put("shuyuan.observed", measured || traced);
		properties.put("logging.expect-correlation-id", traced);
		format(environment, properties);
		requireClientSecrets(environment);
		environment.getPropertySources().addFirst(new MapPropertySource("operations", properties));
	}

	/** Whether there is a port on which they could be read. */
	private static boolean measured(ConfigurableEnvironment environment) {
		String port = given(environment, "shuyuan.management.port");
		if (port.isEmpty()) {
			return false;
		}
		if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
			throw new InvalidSetting(
					"SHUYUAN_MANAGEMENT_PORT is '%s'; a number from 1 to 65535 is expected".formatted(port));
		}
		if (!port.equals("0") && port.equals(environment.getProperty("server.port"))) {
			throw new InvalidSetting(
					"SHUYUAN_MANAGEMENT_PORT is %s, where the public is served; another port is expected"
						.formatted(port));
		}
		return true;
	}

	private static boolean traced(ConfigurableEnvironment environment, Map<String, Object> properties) {
		String url = given(environment, "shuyuan.otlp-url");
		if (url.isEmpty()) {
			properties.put("spring.autoconfigure.exclude", String.join(",", TRACING));
			return false;
		}
		if (!url.matches("https?://[^/?#@]+(/[^?#]*)?")) {
			throw new InvalidSetting(
					"SHUYUAN_OTLP_URL is '%s'; an address such as http://collector:4318 is expected".formatted(url));
		}
		String share = given(environment, "shuyuan.trace-share");
		if (!share.matches("|0(\\.\\d+)?|1(\\.0+)?")) {
			throw new InvalidSetting("SHUYUAN_TRACE_SHARE is '%s'; a number from 0 to 1 is expected".formatted(share));
		}
		boolean whole = URI.create(url).getPath().length() > 1;
		properties.put("management.opentelemetry.tracing.export.otlp.endpoint",
				whole ? url : url.replaceAll("/$", "") + "/v1/traces");
		properties.put("management.tracing.sampling.probability", share.isEmpty() ? "0.1" : share);
		return true;
	}

	/** A client secret that is not set would be sent as the name of its setting. */
	private static void requireClientSecrets(ConfigurableEnvironment environment) {
		Binder.get(environment)
			.bind("spring.security.oauth2.client.registration", REGISTRATIONS)
			.orElse(Map.of())
			.values()
			.forEach((registration) -> {
				Matcher unset = UNSET.matcher(registration.getOrDefault("client-secret", ""));
				if (unset.find()) {
					throw new InvalidSetting(
							"%s is missing: set it to this service's client secret".formatted(unset.group(1)));
				}
			});
	}

	private static void format(ConfigurableEnvironment environment, Map<String, Object> properties) {
		switch (given(environment, "shuyuan.log-format")) {
			case "", "text" -> {
			}
			case "json" -> {
				properties.put("logging.structured.format.console", "ecs");
				properties.put("logging.structured.format.file", "ecs");
			}
			default -> throw new InvalidSetting("SHUYUAN_LOG_FORMAT is '%s'; 'text' or 'json' is expected"
				.formatted(given(environment, "shuyuan.log-format")));
		}
	}

	private static String given(ConfigurableEnvironment environment, String name) {
		return environment.getProperty(name, "").strip();
	}

}
