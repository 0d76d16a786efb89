package org.shuyuan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A person's own program: gets a token by the authorization code (RFC 8252, RFC 7636),
 * filling in the form of whichever server asks.
 */
public final class SignIn {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String CALLBACK = "http://127.0.0.1/callback";

	private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]*login[^\"]*)\"[^>]*>(.*?)</form>",
			Pattern.DOTALL);

	private static final Pattern HIDDEN = Pattern
		.compile("<input type=\"hidden\" name=\"([^\"]+)\"(?: value=\"([^\"]*)\")?");

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.cookieHandler(new Jar())
		.build();

	private final URI authorization;

	private final URI token;

	private SignIn(URI authorization, URI token) {
		this.authorization = authorization;
		this.token = token;
	}

	/**
	 * An access token of a person who signs in again.
	 * @param authorization the server's authorization endpoint
	 * @param token its token endpoint
	 */
	public static Token token(URI authorization, URI token, String username, String password) {
		try {
			return new SignIn(authorization, token).token(username, password);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private Token token(String username, String password) throws IOException, InterruptedException {
		String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
		URI asked = URI
			.create(this.authorization + "?response_type=code&client_id=shuyuan-cli&scope=openid&redirect_uri="
					+ encoded(CALLBACK) + "&code_challenge_method=S256&code_challenge=" + challenge(verifier));
		HttpResponse<String> page = followed(asked,
				HttpRequest.newBuilder(asked).header("Accept", "text/html").build());
		Matcher form = FORM.matcher(page.body());
		if (!form.find()) {
			throw new AssertionError("No form to sign in at " + page.uri());
		}
		StringBuilder filled = new StringBuilder("username=").append(encoded(username))
			.append("&password=")
			.append(encoded(password));
		Matcher hidden = HIDDEN.matcher(form.group(2));
		while (hidden.find()) {
			filled.append('&')
				.append(encoded(hidden.group(1)))
				.append('=')
				.append((hidden.group(2) != null) ? encoded(hidden.group(2)) : "");
		}
		URI to = page.uri().resolve(form.group(1).replace("&amp;", "&"));
		HttpResponse<String> back = followed(to, post(to, filled.toString()));
		String location = back.headers().firstValue("Location").orElse("");
		Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(location);
		if (!code.find()) {
			throw new AssertionError(username + " was not signed in: " + back.uri());
		}
		String exchange = "grant_type=authorization_code&client_id=shuyuan-cli&redirect_uri=" + encoded(CALLBACK)
				+ "&code=" + code.group(1) + "&code_verifier=" + verifier;
		JsonNode answer = JSON.readTree(this.http.send(post(this.token, exchange), BodyHandlers.ofString()).body());
		if (!answer.path("access_token").isString()) {
			throw new AssertionError(username + " got no token: " + answer);
		}
		return new Token(answer.path("access_token").asString(), answer.path("expires_in").asLong());
	}

	/** The first answer that is no redirect, or that redirects to the program itself. */
	private HttpResponse<String> followed(URI at, HttpRequest first) throws IOException, InterruptedException {
		HttpResponse<String> answer = this.http.send(first, BodyHandlers.ofString());
		URI here = at;
		while (answer.statusCode() / 100 == 3) {
			here = here.resolve(answer.headers().firstValue("Location").orElseThrow());
			if (here.toString().startsWith(CALLBACK)) {
				return answer;
			}
			answer = this.http.send(HttpRequest.newBuilder(here).header("Accept", "text/html").build(),
					BodyHandlers.ofString());
		}
		return answer;
	}

	private static HttpRequest post(URI to, String form) {
		return HttpRequest.newBuilder(to)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form))
			.build();
	}

	private static String challenge(String verifier) {
		try {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(
						MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	/** Takes loopback for secure, as browsers do. */
	private static final class Jar extends CookieManager {

		@Override
		public void put(URI from, Map<String, List<String>> headers) throws IOException {
			Map<String, List<String>> plain = new HashMap<>(headers);
			plain.replaceAll((name, values) -> name.equalsIgnoreCase("Set-Cookie")
					? values.stream().map((value) -> value.replaceAll("(?i);\\s*secure", "")).toList() : values);
			super.put(from, plain);
		}

	}

	/**
	 * What a person got.
	 *
	 * @param value the access token
	 * @param seconds how long it holds
	 */
	public record Token(String value, long seconds) {
	}

}
