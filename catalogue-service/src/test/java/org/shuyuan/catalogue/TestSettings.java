package org.shuyuan.catalogue;

import javax.sql.DataSource;

import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.observability.PlatformProperties;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts with settings of a test's own, whatever the environment has.
 */
public final class TestSettings {

	private TestSettings() {
	}

	public static ApplicationContextRunner start(Class<?>... configurations) {
		return new ApplicationContextRunner()
			.withInitializer((context) -> context.getEnvironment().getPropertySources().remove("systemEnvironment"))
			.withUserConfiguration(configurations)
			.withUserConfiguration(Platform.class)
			.withBean(DataSource.class, TestDatabase::dataSource)
			.withPropertyValues("shuyuan.data=/tmp", "shuyuan.base-uri=https://data.example.cn");
	}

	/**
	 * A start that fails.
	 * @param settings each without its {@code shuyuan.}, a semicolon between them
	 * @param sentence part of what it says
	 */
	public static void refuses(ApplicationContextRunner start, String settings, String sentence) {
		String[] properties = ("shuyuan." + settings.strip().replace(";", ";shuyuan.")).split(";");
		start.withPropertyValues(properties)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(InvalidSetting.class)
				.hasMessageContaining(sentence.strip()));
	}

	@EnableConfigurationProperties(PlatformProperties.class)
	static class Platform {

	}

}
