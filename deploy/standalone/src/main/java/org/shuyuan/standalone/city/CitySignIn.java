package org.shuyuan.standalone.city;

import java.io.IOException;
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
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.shuyuan.identity.accounts.PersonAccount;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One person of the city signing in to the authorization server's own form, with the
 * authorization code and a proof key (RFC 7636, RFC 8252), as {@code deploy/sign-in} has
 * it done in a browser.
 */
final class CitySignIn {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String CALLBACK = "http://127.0.0.1/callback";

	private static final int LONGEST_WAY = 20;

	private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]*login[^\"]*)\"[^>]*>(.*?)</form>",
			Pattern.DOTALL);

	private static final Pattern HIDDEN = Pattern
		.compile("<input type=\"hidden\" name=\"([^\"]+)\"(?: value=\"([^\"]*)\")?");

	private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

	private final URI authorizationUri;

	private final URI tokenUri;

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.cookieHandler(new Cookies())
		.build();

	CitySignIn(URI authorizationUri, URI tokenUri) {
		this.authorizationUri = authorizationUri;
		this.tokenUri = tokenUri;
	}

	/**
	 * The person's access token.
	 * @throws CityLoadFailed if the server does not sign them in by name and password
	 */
	String token(PersonAccount personAccount) throws IOException, InterruptedException {
		String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
		Page form = followed(get(URI
			.create(this.authorizationUri + "?response_type=code&client_id=shuyuan-cli&scope=openid&redirect_uri="
					+ encoded(CALLBACK) + "&code_challenge_method=S256&code_challenge=" + challenge(verifier))));
		Matcher found = FORM.matcher(form.body());
		if (!found.find()) {
			throw new CityLoadFailed(
					"%s got no form to sign in (status %d)".formatted(personAccount.username(), form.status()));
		}
		StringBuilder filled = new StringBuilder("username=").append(encoded(personAccount.username()))
			.append("&password=")
			.append(encoded(String.valueOf(personAccount.password())));
		Matcher hidden = HIDDEN.matcher(found.group(2));
		while (hidden.find()) {
			String value = (hidden.group(2) != null) ? hidden.group(2) : "";
			filled.append('&').append(encoded(hidden.group(1))).append('=').append(encoded(value));
		}
		Page back = followed(post(here(form.at().resolve(found.group(1).replace("&amp;", "&"))), filled.toString()));
		Matcher code = CODE.matcher(back.at().toString());
		if (!back.at().toString().startsWith(CALLBACK) || !code.find()) {
			throw new CityLoadFailed(
					"%s was not signed in; where a second factor is asked for, the demo city cannot be loaded"
						.formatted(personAccount.username()));
		}
		return exchanged(personAccount, code.group(1), verifier);
	}

	private String exchanged(PersonAccount personAccount, String code, String verifier)
			throws IOException, InterruptedException {
		HttpResponse<String> answer = this.http
			.send(post(this.tokenUri, "grant_type=authorization_code&client_id=shuyuan-cli&redirect_uri="
					+ encoded(CALLBACK) + "&code=" + code + "&code_verifier=" + verifier), BodyHandlers.ofString());
		try {
			return JSON.readTree(answer.body()).path("access_token").asString();
		}
		catch (JacksonException _) {
			throw new CityLoadFailed(
					"%s got no token (status %d)".formatted(personAccount.username(), answer.statusCode()));
		}
	}

	/** The first answer that is no redirect, or that carries the code. */
	private Page followed(HttpRequest first) throws IOException, InterruptedException {
		HttpResponse<String> answer = this.http.send(first, BodyHandlers.ofString());
		URI at = first.uri();
		for (int way = 0; answer.statusCode() / 100 == 3 && way < LONGEST_WAY; way++) {
			at = at.resolve(answer.headers().firstValue("Location").orElse(""));
			if (at.toString().startsWith(CALLBACK)) {
				return new Page(at, answer.statusCode(), "");
			}
			at = here(at);
			answer = this.http.send(get(at), BodyHandlers.ofString());
		}
		return new Page(at, answer.statusCode(), answer.body());
	}

	/** The server leads to its public address, which may not be reached from here. */
	private URI here(URI at) {
		String query = (at.getRawQuery() != null) ? "?" + at.getRawQuery() : "";
		return this.authorizationUri.resolve(at.getRawPath() + query);
	}

	private static HttpRequest get(URI at) {
		return HttpRequest.newBuilder(at).timeout(Duration.ofSeconds(60)).header("Accept", "text/html").build();
	}

	private static HttpRequest post(URI to, String form) {
		return HttpRequest.newBuilder(to)
			.timeout(Duration.ofSeconds(60))
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
			throw new IllegalStateException(ex);
		}
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private record Page(URI at, int status, String body) {
	}

	/** Takes loopback for secure, as browsers do. */
	private static final class Cookies extends CookieManager {

		@Override
		public void put(URI from, Map<String, List<String>> headers) throws IOException {
			Map<String, List<String>> plain = new HashMap<>(headers);
			plain.replaceAll((name, values) -> "Set-Cookie".equalsIgnoreCase(name)
					? values.stream().map((value) -> value.replaceAll("(?i);\\s*secure", "")).toList() : values);
			super.put(from, plain);
		}

	}

}
