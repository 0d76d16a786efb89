package org.shuyuan.operations;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns the platform's few switches into the many of its libraries. What is not asked for
 * is off and costs nothing.
 */
class Switches implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> properties = new LinkedHashMap<>();
		boolean measured = measured(environment);
		properties.put("management.prometheus.metrics.export.enabled", measured);
		properties.put("shuyuan.observed", measured);
		environment.getPropertySources().addFirst(new MapPropertySource("operations", properties));
	}

	/** Whether there is a port on which anybody could read. */
	private static boolean measured(ConfigurableEnvironment environment) {
		String port = given(environment, "shuyuan.management.port");
		if (port.isEmpty()) {
			return false;
		}
		if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
			throw new SettingWrong(
					"SHUYUAN_MANAGEMENT_PORT is '%s'; a number from 1 to 65535 is expected".formatted(port));
		}
		if (!port.equals("0") && port.equals(environment.getProperty("server.port"))) {
			throw new SettingWrong("SHUYUAN_MANAGEMENT_PORT is %s, where the public is served; another port is expected"
				.formatted(port));
		}
		return true;
	}

	private static String given(ConfigurableEnvironment environment, String name) {
		return environment.getProperty(name, "").strip();
	}

}
