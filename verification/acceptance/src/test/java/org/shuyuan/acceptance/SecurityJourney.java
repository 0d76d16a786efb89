package org.shuyuan.acceptance;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nobody in particular walks every operation that the platform describes: all but a short
 * list of public ones ask who is calling, and no answer is a fault.
 */
@OnRunningCity
class SecurityJourney {

	private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD");

	/** Operations that anybody may call, as the pages of docs/api mark them. */
	private static final List<Pattern> PUBLIC = List.of(Pattern.compile("GET /api/v1/catalogue/agencies(/[^/]+)?"),
			Pattern.compile("GET /api/v1/catalogue/codes(/[^/]+)?"),
			Pattern.compile("GET /api/v1/catalogue/entries/[^/]+"),
			Pattern.compile("GET /api/v1/catalogue/(search|suggest|dcat|statistics|public/changes)"),
			Pattern.compile("(GET|HEAD) /api/v1/sharing/distributions/[^/]+(/(file|rows|groups|profile|service))?"),
			Pattern.compile("GET /api/v1/(catalogue|sharing|identity)/problems"),
			Pattern.compile("GET /api/v1/catalogue/(distributions|items)/[^/]+"),
			Pattern.compile("GET /api/v1/sharing/negative-list"), Pattern.compile("(GET|POST) /sparql"),
			Pattern.compile("GET /vocab(/.*)?"), Pattern.compile("GET /api(/openapi.*)?"),
			Pattern.compile("(GET|HEAD) /(entries/[^/]+|catalogue.*)?"));

	/**
	 * Operations that everybody with an account may call, and sees only what is theirs.
	 */
	private static final Set<String> ANYBODY_KNOWN = Set.of("GET /api/v1/catalogue/audit/key",
			"GET /api/v1/sharing/audit/key", "GET /api/v1/identity/audit/key", "GET /api/v1/sharing/applications");

	private static final Set<String> ADMINISTRATORS = Set.of("GET /api/v1/catalogue/assignments",
			"GET /api/v1/identity/people", "GET /api/v1/identity/systems", "GET /api/v1/identity/drift",
			"POST /api/v1/identity/provisioning");

	private final Platform platform = Platform.ofEnvironment();

	@Test
	void everyOperationButThePublicOnesAsksWhoIsCalling() {
		JsonNode described = this.platform.get("/api/openapi.json").accepted().json();
		assertThat(described.path("openapi").asString()).startsWith("3.1");
		List<String> wrong = new ArrayList<>();
		int walked = 0;
		for (var path : described.path("paths").properties()) {
			for (var operation : path.getValue().properties()) {
				String method = operation.getKey().toUpperCase(Locale.ROOT);
				if (METHODS.contains(method)) {
					walked++;
					walk(method, path.getKey(), wrong);
				}
			}
		}
		System.out.printf("security: %d operations walked anonymously%n", walked);
		assertThat(walked).isGreaterThan(40);
		assertThat(wrong).isEmpty();
	}

	@Test
	void administratorsAndCitizensGetNoFurtherThanTheyMay() {
		String administrator = this.platform.token("administrator");
		Map<String, String> walkers = Map.of("administrator", administrator, "citizen", citizen(administrator));
		List<String> wrong = new ArrayList<>();
		walkers.forEach((role, token) -> {
			Set<String> let = new TreeSet<>();
			for (String operation : operations()) {
				int status = status(operation, "Bearer " + token);
				if (status >= 500) {
					wrong.add("%s as %s answered %d".formatted(operation, role, status));
				}
				if (status / 100 == 2 && PUBLIC.stream().noneMatch((each) -> each.matcher(operation).matches())) {
					let.add(operation);
				}
			}
			System.out.printf("security: a token of role %s is let in by %s%n", role, let);
			let.removeAll(ANYBODY_KNOWN);
			if (role.equals("administrator")) {
				let.removeAll(ADMINISTRATORS);
			}
			let.forEach((operation) -> wrong.add("%s lets a %s in".formatted(operation, role)));
		});
		assertThat(wrong).isEmpty();
	}

	/** A token of somebody who is nothing but a citizen. */
	private String citizen(String administrator) {
		String username = "citizen-" + UUID.randomUUID();
		JsonNode made = this.platform.call(null, "POST", "/api/v1/identity/people",
				BodyPublishers.ofString(Platform.JSON
					.writeValueAsString(Map.of("username", username, "name", "某市民", "roles", List.of("citizen")))),
				"Content-Type", "application/json", "Authorization", "Bearer " + administrator)
			.accepted()
			.json();
		return this.platform.signedIn(username, made.path("password").asString());
	}

	private List<String> operations() {
		List<String> operations = new ArrayList<>();
		for (var path : this.platform.get("/api/openapi.json").accepted().json().path("paths").properties()) {
			for (var operation : path.getValue().properties()) {
				String method = operation.getKey().toUpperCase(Locale.ROOT);
				if (METHODS.contains(method)) {
					operations.add(method + " " + path.getKey().replaceAll("\\{[^}]+}", "x"));
				}
			}
		}
		return operations;
	}

	private int status(String operation, String authorization) {
		String method = operation.substring(0, operation.indexOf(' '));
		boolean body = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
		return this.platform
			.call(null, method, operation.substring(method.length() + 1), body ? BodyPublishers.ofString("{}") : null,
					"Content-Type", "application/json", "Authorization", authorization)
			.status();
	}

	private void walk(String method, String path, List<String> wrong) {
		String operation = method + " " + path.replaceAll("\\{[^}]+}", "x");
		boolean open = PUBLIC.stream().anyMatch((each) -> each.matcher(operation).matches());
		boolean body = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
		Answer answer = this.platform.call(null, method, operation.substring(method.length() + 1),
				body ? BodyPublishers.ofString("{}") : null, "Content-Type", "application/json");
		if (answer.status() >= 500 || !open && answer.status() != 401) {
			wrong.add("%s answered %d".formatted(operation, answer.status()));
		}
	}

	@Test
	void refusesTokensThatAreNotOurs() {
		String path = Platform.CATALOGUE + "/entries?limit=1";
		String good = this.platform.token(this.platform.account("authority"));
		List<String> bad = List.of("nonsense", "a.b.c", good + "x", good.substring(0, good.length() - 6),
				"eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290Iiwicm9sZXMiOlsiYXV0aG9yaXR5Il0sImF1ZCI6InNodXl1YW4ifQ.",
				good.split("\\.")[0] + ".eyJzdWIiOiJyb290In0." + good.split("\\.")[2]);
		for (String token : bad) {
			assertThat(this.platform.get(path, "Authorization", "Bearer " + token).status()).as(token).isEqualTo(401);
		}
		assertThat(this.platform.get(path, "Authorization", "Bearer " + good).status()).isEqualTo(200);
	}

	@Test
	void tellsForeignAndUnknownIdsApartToNobody() {
		List<String> agencies = this.platform.agencies();
		Clerk owner = new Clerk(this.platform, agencies.get(0));
		String id = owner.register(BadInputJourney.draft(owner.agency())).path("id").asString();
		String unknown = "a".repeat(26);
		String stranger = this.platform.account("steward", agencies.get(1));
		for (String suffix : List.of("", "/revisions")) {
			Answer foreign = this.platform.getAs(stranger, Platform.CATALOGUE + "/entries/" + id + suffix);
			Answer absent = this.platform.getAs(stranger, Platform.CATALOGUE + "/entries/" + unknown + suffix);
			assertThat(foreign.status()).isEqualTo(absent.status()).isEqualTo(404);
			assertThat(foreign.code()).isEqualTo(absent.code());
		}
		assertThat(this.platform.get(Platform.CATALOGUE + "/entries/" + id).status()).isEqualTo(404);
		assertThat(this.platform.get("/entries/" + id).status()).isEqualTo(404);
		Answer taken = this.platform.send(stranger, "PUT", Platform.CATALOGUE + "/entries/" + id,
				BadInputJourney.draft(agencies.get(1)), "If-Match", "\"1\"");
		assertThat(taken.status()).isIn(403, 404, 412);
		assertThat(this.platform.getAs(owner.steward(), Platform.CATALOGUE + "/entries/" + id)
			.accepted()
			.json()
			.at("/entry/agency")
			.asString()).isEqualTo(owner.agency());
	}

}
