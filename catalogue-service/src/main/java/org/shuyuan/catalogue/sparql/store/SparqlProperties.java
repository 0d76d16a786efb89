package org.shuyuan.catalogue.sparql.store;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.observability.SecretSetting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the SPARQL view is; each setting is the environment's {@code SHUYUAN_…} of that
 * name.
 *
 * @param sparql {@code embedded} or {@code remote}
 * @param sparqlQuery address that takes queries (SPARQL 1.1 Protocol, section 2.1)
 * @param sparqlUpdate address that takes updates (section 2.2)
 * @param sparqlUser who we are, where the store asks
 * @param sparqlPassword what proves it; instead of it a file may be named
 * @param sparqlPasswordFile file that holds the password
 */
@ConfigurationProperties("shuyuan")
public record SparqlProperties(@DefaultValue("embedded") String sparql, @Nullable String sparqlQuery,
		@Nullable String sparqlUpdate, @Nullable String sparqlUser, @Nullable String sparqlPassword,
		@Nullable Path sparqlPasswordFile) {

	/**
	 * Whether the view is on a separate server.
	 * @throws InvalidSetting if it is neither there nor here
	 */
	public boolean remote() {
		return switch (this.sparql) {
			case "embedded" -> false;
			case "remote" -> true;
			default -> throw new InvalidSetting(
					"SHUYUAN_SPARQL is '%s'; 'embedded' or 'remote' is expected".formatted(this.sparql));
		};
	}

	/** The address for queries. */
	URI queries() {
		return address("SHUYUAN_SPARQL_QUERY", "queries", this.sparqlQuery);
	}

	/** The address for updates. */
	URI updates() {
		return address("SHUYUAN_SPARQL_UPDATE", "updates", this.sparqlUpdate);
	}

	private static URI address(String name, String what, @Nullable String text) {
		String example = "such as https://sparql.example.cn/public/" + (what.equals("queries") ? "query" : "update");
		if (text == null || text.isBlank()) {
			throw new InvalidSetting(
					"SHUYUAN_SPARQL is 'remote', but %s is missing: set it to the address that takes %s, %s"
						.formatted(name, what, example));
		}
		try {
			URI uri = URI.create(text.strip());
			boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
			if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
				return uri;
			}
		}
		catch (IllegalArgumentException _) {
			// reported below
		}
		String told = text.strip().replaceFirst("//[^/@]*@", "//…@");
		throw new InvalidSetting("%s is '%s'; an address %s is expected".formatted(name, told, example));
	}

	/** What proves who we are, as the header has it; nothing where none is set. */
	public Optional<String> authorization() {
		String secret = SecretSetting.read("SHUYUAN_SPARQL_PASSWORD", this.sparqlPassword, this.sparqlPasswordFile);
		boolean named = this.sparqlUser != null && !this.sparqlUser.isBlank();
		if (named == secret.isEmpty()) {
			throw new InvalidSetting(named
					? "SHUYUAN_SPARQL_USER is set, but not its password: set SHUYUAN_SPARQL_PASSWORD, "
							+ "or SHUYUAN_SPARQL_PASSWORD_FILE to a file that holds it"
					: "SHUYUAN_SPARQL_PASSWORD is set, but not whose it is: set SHUYUAN_SPARQL_USER");
		}
		return named
				? Optional.of("Basic " + Base64.getEncoder()
					.encodeToString((this.sparqlUser + ":" + secret).getBytes(StandardCharsets.UTF_8)))
				: Optional.empty();
	}

	@Override
	public String toString() {
		return "SparqlProperties[sparql=%s, sparqlQuery=%s, sparqlUpdate=%s]".formatted(this.sparql, this.sparqlQuery,
				this.sparqlUpdate);
	}

}
