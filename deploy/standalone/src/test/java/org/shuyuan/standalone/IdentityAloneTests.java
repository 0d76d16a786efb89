package org.shuyuan.standalone;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.standalone.postgres.EmbeddedPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class IdentityAloneTests {

	@Test
	void startsWithoutServicesAndAnswersNothingButAccountsAndHealth(@TempDir Path folder) throws Exception {
		EmbeddedPostgres database = EmbeddedPostgres.start(folder.resolve("database"));
		String base = "http://127.0.0.1:" + RunningPlatform.freePort();
		Launch launch = launch(folder, base, database, database.password());
		try {
			launch.start();
			assertThat(status(base + "/actuator/health/readiness")).isEqualTo(200);
			assertThat(status(base + "/api/v1/identity/people")).isEqualTo(401);
			for (String path : List.of("/", "/catalogue", "/api/v1/catalogue/search", "/api/openapi", "/login",
					"/oauth2/token")) {
				assertThat(status(base + path)).as(path).isIn(403, 404);
			}
		}
		finally {
			launch.stop();
			database.close();
		}
	}

	@Test
	void saysInASentenceThatTheDatabaseLetsItNotIn(@TempDir Path folder) throws Exception {
		EmbeddedPostgres database = EmbeddedPostgres.start(folder.resolve("database"));
		String base = "http://127.0.0.1:" + RunningPlatform.freePort();
		try {
			for (Map.Entry<String, String> wrong : Map
				.of("guessed", "refuses the sign-in of '%s'".formatted(database.user()), "",
						"SHUYUAN_SQL_PASSWORD is missing")
				.entrySet()) {
				Launch launch = launch(folder, base, database, wrong.getKey());
				assertThatException().isThrownBy(launch::start)
					.havingRootCause()
					.isInstanceOf(InvalidSetting.class)
					.withMessageContaining(wrong.getValue());
				launch.stop();
			}
		}
		finally {
			database.close();
		}
	}

	private static Launch launch(Path folder, String base, EmbeddedPostgres database, String password) {
		return new Launch(Settings.of(Map.ofEntries(Map.entry("SHUYUAN_IDENTITY", "keycloak"),
				Map.entry("SHUYUAN_KEYCLOAK_URL", "http://127.0.0.1:" + RunningPlatform.freePort()),
				Map.entry("SHUYUAN_CATALOGUE_SECRET", "c"), Map.entry("SHUYUAN_GATEWAY_SECRET", "g"),
				Map.entry("SHUYUAN_PORTAL_SECRET", "p"), Map.entry("SHUYUAN_PROVISIONING_SECRET", "v"),
				Map.entry("SHUYUAN_PORT", String.valueOf(URI.create(base).getPort())),
				Map.entry("SHUYUAN_BASE_URI", "http://127.0.0.1"), Map.entry("SHUYUAN_SQL_URL", database.url()),
				Map.entry("SHUYUAN_SQL_USER", database.user()), Map.entry("SHUYUAN_SQL_PASSWORD", password),
				Map.entry("SHUYUAN_DATA", folder.resolve("data").toString())), List.of("--identity")));
	}

	private static int status(String address) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http
				.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
	}

}
