package org.shuyuan.catalogue.search.elasticsearch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import co.elastic.clients.transport.TransportUtils;
import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.observability.SecretSetting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The cluster, where {@code SHUYUAN_SEARCH} is {@code elasticsearch}; each setting is the
 * environment's {@code SHUYUAN_ELASTICSEARCH_…} of that name.
 *
 * @param url address of the cluster, or several separated by commas
 * @param user who we are, where the cluster asks for a name and a password
 * @param password what proves it; instead of it a file may be named
 * @param passwordFile file that holds the password
 * @param apiKey who we are, where the cluster asks for a key; as it was given, encoded
 * @param apiKeyFile file that holds the key
 * @param ca file with the certificate of the authority that the cluster's was made by,
 * PEM; without it those that Java knows are trusted
 * @param prefix what our indexes' names begin with
 */
@ConfigurationProperties("shuyuan.elasticsearch")
public record ElasticsearchProperties(@Nullable String url, @Nullable String user, @Nullable String password,
		@Nullable Path passwordFile, @Nullable String apiKey, @Nullable Path apiKeyFile, @Nullable Path ca,
		@DefaultValue("shuyuan") String prefix) {

	private static final String NAME = "SHUYUAN_ELASTICSEARCH_";

	/** The nodes to ask. */
	public List<URI> nodes() {
		if (this.url == null || this.url.isBlank()) {
			throw new InvalidSetting("SHUYUAN_SEARCH is 'elasticsearch', but " + NAME
					+ "URL is missing: set it to the address of the cluster, such as https://search.example.cn:9200");
		}
		List<URI> nodes = Arrays.stream(this.url.split(",")).map(String::strip).map(this::node).toList();
		if (nodes.stream().map(URI::getPath).distinct().count() > 1) {
			throw new InvalidSetting(
					NAME + "URL is '%s'; addresses with the same path are expected".formatted(this.url));
		}
		return nodes;
	}

	private URI node(String text) {
		try {
			URI uri = URI.create(text);
			boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
			if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
				return uri;
			}
		}
		catch (IllegalArgumentException _) {
			// reported below
		}
		throw new InvalidSetting(NAME
				+ "URL is '%s'; an address such as https://search.example.cn:9200 is expected".formatted(this.url));
	}

	/** What proves who we are, as the header has it; nothing where none is set. */
	Optional<String> authorization() {
		String key = SecretSetting.read(NAME + "API_KEY", this.apiKey, this.apiKeyFile);
		String secret = SecretSetting.read(NAME + "PASSWORD", this.password, this.passwordFile);
		boolean named = this.user != null && !this.user.isBlank();
		if (!key.isEmpty() && (named || !secret.isEmpty())) {
			throw new InvalidSetting("Both " + NAME + "API_KEY and " + NAME
					+ "USER or its password are set; one way to sign in is expected: leave the other out");
		}
		if (named == secret.isEmpty()) {
			throw new InvalidSetting(NAME + (named
					? "USER is set, but not its password: set " + NAME + "PASSWORD, or " + NAME
							+ "PASSWORD_FILE to a file that holds it"
					: "PASSWORD is set, but not whose it is: set " + NAME + "USER"));
		}
		if (!key.isEmpty()) {
			if (!key.matches("[A-Za-z0-9+/=_-]+")) {
				throw new InvalidSetting(
						NAME + "API_KEY is not a key: set it to the value 'encoded' that the cluster gave");
			}
			return Optional.of("ApiKey " + key);
		}
		if (!named) {
			return Optional.empty();
		}
		return Optional.of("Basic "
				+ Base64.getEncoder().encodeToString((this.user + ":" + secret).getBytes(StandardCharsets.UTF_8)));
	}

	/** How a certificate of our own is trusted; nothing where none is set. */
	Optional<SSLContext> trust() {
		if (this.ca == null || this.ca.toString().isBlank()) {
			return Optional.empty();
		}
		try {
			return Optional.of(TransportUtils.sslContextFromHttpCaCrt(this.ca.toFile()));
		}
		catch (IOException | RuntimeException ex) {
			throw new InvalidSetting(
					NAME + "CA is '%s', which is not a file with a certificate (PEM)".formatted(this.ca));
		}
	}

	/** The prefix, checked. */
	String checkedPrefix() {
		if (this.prefix.matches("[a-z0-9][a-z0-9_-]{0,60}")) {
			return this.prefix;
		}
		throw new InvalidSetting(NAME + "PREFIX is '%s'; lower-case letters, digits, hyphens are expected, 61 at most"
			.formatted(this.prefix));
	}

	@Override
	public String toString() {
		return "ElasticsearchProperties[url=%s, user=%s, prefix=%s]".formatted(this.url, this.user, this.prefix);
	}

}
