package org.shuyuan.observability;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlatformPropertiesTests {

	private final ApplicationContextRunner start = new ApplicationContextRunner()
		.withInitializer((context) -> context.getEnvironment().getPropertySources().remove("systemEnvironment"))
		.withUserConfiguration(Bound.class);

	@Test
	void onlyTheBaseAddressIsNeeded() {
		this.start.withPropertyValues("shuyuan.base-uri=https://data.example.cn").run((context) -> {
			PlatformProperties platform = context.getBean(PlatformProperties.class);
			assertThat(platform).isEqualTo(PlatformProperties.at("https://data.example.cn"));
			assertThat(platform.catalogue()).isEqualTo(platform.gateway())
				.isEqualTo(platform.identity())
				.isEqualTo(platform.baseUri());
			assertThat(platform.introspection()).hasToString("https://data.example.cn/oauth2/introspect");
			assertThat(platform.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
		});
	}

	@Test
	void theEnvironmentSetsTheRest() {
		this.start
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("systemEnvironment",
						Map.of("SHUYUAN_BASE_URI", "http://127.0.0.1:8080", "SHUYUAN_DATA", "/srv/data",
								"SHUYUAN_CATALOGUE_URL", "http://catalogue:8081", "SHUYUAN_GATEWAY_URL",
								"http://gateway:8082", "SHUYUAN_IDENTITY_URL", "http://identity:8084",
								"SHUYUAN_INTROSPECTION_URI", "http://id/introspect", "SHUYUAN_ZONE", "Asia/Urumqi"))))
			.run((context) -> {
				PlatformProperties platform = context.getBean(PlatformProperties.class);
				assertThat(platform.dataFolder()).isEqualTo(Path.of("/srv/data"));
				assertThat(platform.catalogue()).hasToString("http://catalogue:8081");
				assertThat(platform.gateway()).hasToString("http://gateway:8082");
				assertThat(platform.identity()).hasToString("http://identity:8084");
				assertThat(platform.introspection()).hasToString("http://id/introspect");
				assertThat(platform.zone()).isEqualTo(ZoneId.of("Asia/Urumqi"));
			});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://data.example.cn/", "data.example.cn", "ftp://data.example.cn", "https:///catalogue",
					"/catalogue", "https://data.example.cn?a=b", "https://data.example.cn#a", "mailto:a@example.cn" })
	void anotherBaseAddressStopsTheStart(String baseUri) {
		refuses("shuyuan.base-uri=" + baseUri, "SHUYUAN_BASE_URI is '" + baseUri + "'");
	}

	@Test
	void aMissingBaseAddressStopsTheStart() {
		refuses("shuyuan.base-uri=", "SHUYUAN_BASE_URI is missing");
		refuses("shuyuan.data=/tmp", "SHUYUAN_BASE_URI is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "shuyuan.base-uri=${SHUYUAN_BASE_URI}", "shuyuan.base-uri=https://",
			"shuyuan.zone=Asia/Nowhere" })
	void whatCannotBeReadStopsTheStart(String setting) {
		this.start.withPropertyValues("shuyuan.base-uri=https://data.example.cn")
			.withPropertyValues(setting)
			.run((context) -> assertThat(context).getFailure()
				.cause()
				.hasMessageContaining(setting.substring(0, setting.indexOf('='))));
	}

	@Test
	void anotherZoneStopsTheStart() {
		this.start.withPropertyValues("shuyuan.base-uri=https://data.example.cn")
			.withPropertyValues("shuyuan.zone=+08:00")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSetting.class)
				.hasMessageContaining("SHUYUAN_ZONE is '+08:00'"));
	}

	@ParameterizedTest
	@CsvSource({ "''", "${SHUYUAN_DATA}" })
	void aServiceThatNeedsADataFolderSaysSo(String data) {
		PlatformProperties platform = new PlatformProperties(URI.create("https://data.example.cn"), Path.of(data), null,
				null, null, null, ZoneId.of("UTC"));
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(platform::dataFolder)
			.withMessageContaining("SHUYUAN_DATA is missing");
	}

	private void refuses(String setting, String sentence) {
		this.start.withPropertyValues(setting)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(InvalidSetting.class)
				.hasMessageContaining(sentence));
	}

	@EnableConfigurationProperties(PlatformProperties.class)
	static class Bound {

	}

}
