package org.shuyuan.identity.keycloak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code deploy/keycloak/smtp.sh} makes the realm's mail settings of the platform's.
 */
class RealmMailSettingsTests {

	@ParameterizedTest
	@CsvSource({ "'', true, false", "starttls, true, false", "tls, false, true", "none, false, false" })
	void saysHowMailsAreEncrypted(String security, String starttls, String tls) throws Exception {
		Map<String, String> made = made(Map.of("SHUYUAN_SMTP_SECURITY", security));
		assertThat(made).containsEntry("SHUYUAN_KEYCLOAK_SMTP_STARTTLS", starttls)
			.containsEntry("SHUYUAN_KEYCLOAK_SMTP_TLS", tls);
	}

	@Test
	void nobodyRegistersWithoutAMailServer() throws Exception {
		assertThat(made(Map.of())).containsEntry("SHUYUAN_KEYCLOAK_REGISTRATION", "false");
		assertThat(made(Map.of("SHUYUAN_SMTP_HOST", ""))).containsEntry("SHUYUAN_KEYCLOAK_REGISTRATION", "false");
		assertThat(made(Map.of("SHUYUAN_SMTP_HOST", "smtp.example.cn"))).containsEntry("SHUYUAN_KEYCLOAK_REGISTRATION",
				"true");
	}

	@Test
	void signsInAtTheServerWhereItAsks(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("password"), "a $quiet 'river'\n");
		assertThat(made(Map.of("SHUYUAN_SMTP_USERNAME", "noreply", "SHUYUAN_SMTP_PASSWORD_FILE", file.toString())))
			.containsEntry("SHUYUAN_KEYCLOAK_SMTP_AUTH", "true")
			.containsEntry("SHUYUAN_SMTP_PASSWORD", "a $quiet 'river'");
		assertThat(made(Map.of())).containsEntry("SHUYUAN_KEYCLOAK_SMTP_AUTH", "false");
	}

	@ParameterizedTest
	@CsvSource({ "https://data.example.cn, noreply@data.example.cn", "http://127.0.0.1:8080, noreply@127.0.0.1",
			"https://data.example.cn/, noreply@data.example.cn" })
	void mailsComeFromThePlatformsHost(String address, String from) throws Exception {
		assertThat(made(Map.of("SHUYUAN_BASE_URI", address))).containsEntry("SHUYUAN_SMTP_FROM", from)
			.containsEntry("SHUYUAN_SMTP_PORT", "587");
		assertThat(made(Map.of("SHUYUAN_SMTP_FROM", "a@example.cn", "SHUYUAN_SMTP_PORT", "25")))
			.containsEntry("SHUYUAN_SMTP_FROM", "a@example.cn")
			.containsEntry("SHUYUAN_SMTP_PORT", "25");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ssl", "STARTTLS", "none " })
	void refusesASecurityThatThereIsNot(String security) throws Exception {
		Process process = start(Map.of("SHUYUAN_SMTP_SECURITY", security));
		String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isEqualTo(2);
		assertThat(words).contains("SHUYUAN_SMTP_SECURITY", security).doesNotContain("SHUYUAN_KEYCLOAK_SMTP_TLS=");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\"b", "a\\b" })
	void refusesAPasswordThatWouldBreakTheRealmsFile(String password) throws Exception {
		Process process = start(Map.of("SHUYUAN_SMTP_PASSWORD", password));
		String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isEqualTo(2);
		assertThat(words).contains("SHUYUAN_SMTP_PASSWORD").doesNotContain(password);
	}

	private static Map<String, String> made(Map<String, String> settings) throws IOException, InterruptedException {
		Process process = start(settings);
		Map<String, String> made = new HashMap<>();
		for (String line : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
			int equals = line.indexOf('=');
			made.put(line.substring(0, Math.max(0, equals)), line.substring(equals + 1));
		}
		assertThat(process.waitFor()).isZero();
		return made;
	}

	private static Process start(Map<String, String> settings) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("bash", "-c", "set -euo pipefail; . ../keycloak/smtp.sh; env")
			.redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("SHUYUAN_"));
		builder.environment().put("SHUYUAN_BASE_URI", "https://data.example.cn");
		builder.environment().putAll(settings);
		return builder.start();
	}

}
