package org.shuyuan.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.observability.InvalidSetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdentitySettingTests {

	private static final Map<String, String> KEYCLOAK = Map.of("SHUYUAN_IDENTITY", "keycloak", "SHUYUAN_KEYCLOAK_URL",
			"https://id.example.cn/", "SHUYUAN_CATALOGUE_SECRET", "c", "SHUYUAN_GATEWAY_SECRET", "g",
			"SHUYUAN_PORTAL_SECRET", "p", "SHUYUAN_PROVISIONING_SECRET", "v");

	@Test
	void theServerIsEmbeddedUnlessToldOtherwise() {
		assertThat(Identity.of(Map.of())).isInstanceOf(Identity.Embedded.class);
		assertThat(Identity.of(Map.of("SHUYUAN_IDENTITY", "embedded"))).isInstanceOf(Identity.Embedded.class);
	}

	@Test
	void keycloakIsFoundByItsAddressAndSecrets() {
		assertThat(Identity.of(KEYCLOAK).properties())
			.containsEntry("spring.security.oauth2.resourceserver.jwt.issuer-uri",
					"https://id.example.cn/realms/shuyuan")
			.containsEntry("shuyuan.services.sharing-gateway", "g");
		assertThat(Identity.of(KEYCLOAK)).hasToString("Keycloak[https://id.example.cn/realms/shuyuan]");
	}

	@Test
	void secretsMayBeInFiles(@TempDir Path folder) throws IOException {
		Map<String, String> environment = new HashMap<>(KEYCLOAK);
		environment.remove("SHUYUAN_GATEWAY_SECRET");
		environment.put("SHUYUAN_GATEWAY_SECRET_FILE", Files.writeString(folder.resolve("g"), "kept\n").toString());
		assertThat(Identity.of(environment).properties()).containsEntry("shuyuan.services.sharing-gateway", "kept");
		environment.put("SHUYUAN_GATEWAY_SECRET_FILE", folder.resolve("nowhere").toString());
		refused(environment, "SHUYUAN_GATEWAY_SECRET_FILE");
	}

	@Test
	void saysWhatIsMissingOrWrong() {
		refused(Map.of("SHUYUAN_IDENTITY", "ldap"), "'embedded' or 'keycloak' is expected");
		Map<String, String> environment = new HashMap<>(KEYCLOAK);
		environment.put("SHUYUAN_KEYCLOAK_URL", "id.example.cn");
		refused(environment, "SHUYUAN_KEYCLOAK_URL is 'id.example.cn'");
		environment.remove("SHUYUAN_KEYCLOAK_URL");
		environment.remove("SHUYUAN_PORTAL_SECRET");
		refused(environment, "SHUYUAN_KEYCLOAK_URL, SHUYUAN_PORTAL_SECRET");
	}

	@Test
	void accountsAloneNeedKeycloakAndAddress(@TempDir Path folder) {
		Map<String, String> environment = new HashMap<>(KEYCLOAK);
		environment.put("SHUYUAN_DATA", folder.toString());
		alone(environment, "SHUYUAN_BASE_URI is missing");
		environment.put("SHUYUAN_BASE_URI", "https://data.example.cn");
		Settings settings = Settings.of(environment, List.of("--identity"));
		assertThat(settings.identityOnly()).isTrue();
		assertThat(settings.city()).isFalse();
		assertThat(settings.catalogueUrl()).isEqualTo("https://data.example.cn");
		environment.put("SHUYUAN_CATALOGUE_URL", "http://catalogue:8080");
		assertThat(Settings.of(environment, List.of("--identity")).catalogueUrl()).isEqualTo("http://catalogue:8080");
		assertThat(Settings.of(environment, List.of("--empty")).catalogueUrl()).isEqualTo("http://127.0.0.1:8080");
		environment.remove("SHUYUAN_IDENTITY");
		alone(environment, "SHUYUAN_IDENTITY is not keycloak");
	}

	private static void alone(Map<String, String> environment, String why) {
		assertThatExceptionOfType(InvalidSetting.class)
			.isThrownBy(() -> Settings.of(environment, List.of("--identity")))
			.withMessageContaining(why);
	}

	private static void refused(Map<String, String> environment, String why) {
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> Identity.of(environment))
			.withMessageContaining(why);
	}

}
