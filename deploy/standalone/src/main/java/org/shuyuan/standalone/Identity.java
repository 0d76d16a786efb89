package org.shuyuan.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.shuyuan.observability.InvalidSetting;

/**
 * Who issues the tokens: the embedded authorization server, or a Keycloak
 * ({@code SHUYUAN_IDENTITY}).
 */
sealed interface Identity {

	/** Settings by which each of the platform's own services gets its token. */
	Map<String, String> SERVICES = Map.of("catalogue-service", "SHUYUAN_CATALOGUE_SECRET", "sharing-gateway",
			"SHUYUAN_GATEWAY_SECRET", "open-portal", "SHUYUAN_PORTAL_SECRET");

	/**
	 * What the environment asks for.
	 * @throws InvalidSetting if a setting is missing or of another form
	 */
	static Identity of(Map<String, String> environment) {
		String kind = given(environment, "SHUYUAN_IDENTITY");
		return switch (kind.isEmpty() ? "embedded" : kind) {
			case "embedded" -> Embedded.of(environment);
			case "keycloak" -> Keycloak.of(environment);
			default -> throw new InvalidSetting(
					"SHUYUAN_IDENTITY is '%s'; 'embedded' or 'keycloak' is expected".formatted(kind));
		};
	}

	private static String given(Map<String, String> environment, String name) {
		return environment.getOrDefault(name, "").strip();
	}

	/** A secret, or what the file of a setting with {@code _FILE} at its end holds. */
	private static String secret(Map<String, String> environment, String name) {
		String file = given(environment, name + "_FILE");
		if (!given(environment, name).isEmpty() || file.isEmpty()) {
			return given(environment, name);
		}
		try {
			return Files.readString(Path.of(file)).strip();
		}
		catch (IOException | InvalidPathException _) {
			throw new InvalidSetting("%s_FILE is '%s', which cannot be read".formatted(name, file));
		}
	}

	/** A setting or the content of its file; recorded where it is missing. */
	private static String required(Map<String, String> environment, String name, List<String> missing) {
		String value = secret(environment, name);
		if (value.isEmpty()) {
			missing.add(name);
		}
		return value;
	}

	/** Properties of this start. */
	Map<String, String> properties();

	/**
	 * The authorization server in this process.
	 *
	 * @param services secrets of the platform's own services, new at each start unless
	 * some of them run elsewhere with configured ones
	 */
	record Embedded(Map<String, String> services) implements Identity {

		static Embedded of(Map<String, String> environment) {
			Map<String, String> services = new LinkedHashMap<>();
			SERVICES.forEach((service, name) -> {
				String given = secret(environment, name);
				services.put(service, given.isEmpty() ? newSecret() : given);
			});
			return new Embedded(services);
		}

		@Override
		public Map<String, String> properties() {
			Map<String, String> properties = new LinkedHashMap<>();
			properties.put("shuyuan.identity", "embedded");
			this.services.forEach((service, secret) -> properties.put("shuyuan.services." + service, secret));
			return properties;
		}

		/** The secrets stay out of messages. */
		@Override
		public String toString() {
			return "Embedded";
		}

		private static String newSecret() {
			byte[] bytes = new byte[30];
			new SecureRandom().nextBytes(bytes);
			return HexFormat.of().formatHex(bytes);
		}

	}

	/**
	 * A Keycloak somewhere. Nothing is asked of it at the start.
	 *
	 * @param url its address, as browsers and services reach it
	 * @param realm the platform's realm
	 * @param provisioning secret of the client {@code shuyuan-provisioning}
	 * @param services secrets of the platform's own services
	 */
	record Keycloak(String url, String realm, String provisioning, Map<String, String> services) implements Identity {

		static Keycloak of(Map<String, String> environment) {
			List<String> missing = new ArrayList<>();
			String url = required(environment, "SHUYUAN_KEYCLOAK_URL", missing).replaceAll("/+$", "");
			String provisioning = required(environment, "SHUYUAN_PROVISIONING_SECRET", missing);
			Map<String, String> services = new LinkedHashMap<>();
			SERVICES.forEach((service, name) -> services.put(service, required(environment, name, missing)));
			if (!missing.isEmpty()) {
				missing.sort(null);
				throw new InvalidSetting(
						"SHUYUAN_IDENTITY is keycloak, which also needs %s: the address of Keycloak and the secrets its realm was imported with"
							.formatted(String.join(", ", missing)));
			}
			String realm = given(environment, "SHUYUAN_KEYCLOAK_REALM");
			return new Keycloak(address(url), realm.isEmpty() ? "shuyuan" : realm, provisioning, services);
		}

		private static String address(String url) {
			try {
				URI uri = URI.create(url);
				if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
						&& uri.getQuery() == null) {
					return url;
				}
			}
			catch (IllegalArgumentException _) {
				// reported below
			}
			throw new InvalidSetting(
					"SHUYUAN_KEYCLOAK_URL is '%s'; an address such as https://id.example.cn is expected"
						.formatted(url));
		}

		@Override
		public Map<String, String> properties() {
			String issuer = this.url + "/realms/" + this.realm;
			String endpoints = issuer + "/protocol/openid-connect";
			String provider = "spring.security.oauth2.client.provider.shuyuan.";
			Map<String, String> properties = new LinkedHashMap<>();
			properties.put("shuyuan.identity", "keycloak");
			properties.put("shuyuan.issuer", issuer);
			properties.put("shuyuan.keycloak.url", this.url);
			properties.put("shuyuan.keycloak.realm", this.realm);
			properties.put("shuyuan.keycloak.secret", this.provisioning);
			properties.put("shuyuan.introspection-uri", endpoints + "/token/introspect");
			properties.put("portal.end-session-uri", endpoints + "/logout");
			properties.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", issuer);
			properties.put("spring.security.oauth2.resourceserver.jwt.jwk-set-uri", endpoints + "/certs");
			properties.put(provider + "authorization-uri", endpoints + "/auth");
			properties.put(provider + "token-uri", endpoints + "/token");
			properties.put(provider + "jwk-set-uri", endpoints + "/certs");
			this.services.forEach((service, secret) -> properties.put("shuyuan.services." + service, secret));
			return properties;
		}

		/** The secrets stay out of messages. */
		@Override
		public String toString() {
			return "Keycloak[" + this.url + "/realms/" + this.realm + "]";
		}

	}

}
