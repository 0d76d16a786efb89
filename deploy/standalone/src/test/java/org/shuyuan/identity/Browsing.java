package org.shuyuan.identity;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.shuyuan.standalone.RunningPlatform;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A person's browser: follows redirects, fills in the sign-in form it meets, whoever
 * draws it.
 */
public final class Browsing {

	private static final Pattern FORM = Pattern.compile("<form[^>]*?action=\"([^\"]+)\"", Pattern.DOTALL);

	private static final Pattern INPUT = Pattern.compile("<input[^>]*>", Pattern.DOTALL);

	private static final Pattern ATTRIBUTE = Pattern.compile("(name|value|type)=\"([^\"]*)\"");

	private static final Pattern KEY = Pattern.compile("name=\"totpSecret\" value=\"([^\"]+)\"");

	/** Phones by who set them up. */
	private static final Map<String, Phone> PHONES = new ConcurrentHashMap<>();

	private static final String CALLBACK = "http%3A%2F%2F127.0.0.1%2Fcallback";

	private final HttpClient browser = RunningPlatform.browser();

	private String at = "";

	/** Opens an address, follows redirects until a page or an address of another host. */
	public HttpResponse<String> open(String address) {
		this.at = address;
		return followed(RunningPlatform.open(this.browser, address));
	}

	/** Where the last page is. */
	public String at() {
		return this.at;
	}

	private HttpResponse<String> followed(HttpResponse<String> answer) {
		HttpResponse<String> page = answer;
		for (int i = 0; i < 20 && page.statusCode() / 100 == 3; i++) {
			this.at = URI.create(this.at).resolve(page.headers().firstValue("Location").orElseThrow()).toString();
			if (this.at.startsWith("http://127.0.0.1/callback")) {
				return page;
			}
			page = RunningPlatform.open(this.browser, this.at);
		}
		return page;
	}

	/** Fills in the page's first form and sends it. */
	public HttpResponse<String> send(HttpResponse<String> page, String action, Map<String, String> filled) {
		Matcher form = FORM.matcher(page.body());
		int begin = -1;
		String to = "";
		while (begin < 0 && form.find()) {
			if (form.group(1).contains(action)) {
				begin = form.start();
				to = form.group(1).replace("&amp;", "&");
			}
		}
		assertThat(begin).as("a form to %s on %s", action, this.at).isNotNegative();
		String html = page.body().substring(begin, page.body().indexOf("</form>", begin));
		Map<String, String> values = new LinkedHashMap<>();
		Matcher input = INPUT.matcher(html);
		while (input.find()) {
			Map<String, String> attributes = new LinkedHashMap<>();
			Matcher attribute = ATTRIBUTE.matcher(input.group());
			while (attribute.find()) {
				attributes.put(attribute.group(1), attribute.group(2));
			}
			if (attributes.containsKey("name") && !"checkbox".equals(attributes.get("type"))) {
				values.put(attributes.get("name"), attributes.getOrDefault("value", ""));
			}
		}
		values.putAll(filled);
		this.at = URI.create(this.at).resolve(to).toString();
		StringBuilder text = new StringBuilder();
		values.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
			.append(name)
			.append('=')
			.append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
		return followed(RunningPlatform.post(this.browser, this.at, text.toString()));
	}

	/**
	 * Signs in on the sign-in page that stands open, with the person's phone where a
	 * second factor is asked for; it is set up at the first time.
	 */
	public HttpResponse<String> signIn(HttpResponse<String> page, String username, String password) {
		HttpResponse<String> next = withPassword(page, username, password);
		Optional<Phone> offered = offered(next);
		if (offered.isPresent()) {
			PHONES.put(username, offered.get());
			return send(next, "login", Map.of("totp", offered.get().code()));
		}
		return next.body().contains("name=\"otp\"") ? send(next, "login", Map.of("otp", PHONES.get(username).code()))
				: next;
	}

	/** Fills in name and password, and nothing that may be asked for after that. */
	HttpResponse<String> withPassword(HttpResponse<String> page, String username, String password) {
		return send(page, "login", Map.of("username", username, "password", password));
	}

	/** A phone that took up the key of a page that sets up a second factor. */
	static Optional<Phone> offered(HttpResponse<String> page) {
		return KEY.matcher(page.body()).results().findFirst().map((key) -> new Phone(key.group(1)));
	}

	/** The phone with which a person set up a second factor. */
	static Phone phone(String username) {
		return PHONES.get(username);
	}

	/**
	 * An access token of a person, by the public client for people's own programs.
	 * @param endpoints the endpoints' address before {@code authorize} and {@code token}
	 */
	public static String token(String endpoints, String username, String password) {
		Browsing browsing = new Browsing();
		String verifier = verifier();
		browsing.signIn(browsing.open(authorization(endpoints, verifier)), username, password);
		return browsing.exchanged(endpoints, verifier);
	}

	/**
	 * An access token of the person who has signed in already, somewhere, in this
	 * browser.
	 */
	public String token(String endpoints) {
		String verifier = verifier();
		open(authorization(endpoints, verifier));
		return exchanged(endpoints, verifier);
	}

	/** Begins to sign in, in a language. */
	HttpResponse<String> begin(String endpoints, String language) {
		return open(authorization(endpoints, verifier()) + "&ui_locales=" + language);
	}

	private static String authorization(String endpoints, String verifier) {
		return endpoints
				+ "/%s?response_type=code&client_id=shuyuan-cli&scope=openid%%20profile&state=x&redirect_uri=%s&code_challenge_method=S256&code_challenge=%s"
					.formatted(endpoints.endsWith("/oauth2") ? "authorize" : "auth", CALLBACK, challenge(verifier));
	}

	private String exchanged(String endpoints, String verifier) {
		HttpResponse<String> answer = told(endpoints, verifier).exchange();
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return RunningPlatform.json(answer).path("access_token").asString();
	}

	private Code told(String endpoints, String verifier) {
		assertThat(this.at).as("after signing in").startsWith("http://127.0.0.1/callback");
		return new Code(endpoints, query(this.at).getOrDefault("code", ""), verifier);
	}

	/** Signs in and keeps the code that the person's own program would exchange. */
	Code code(String endpoints, String username, String password) {
		String verifier = verifier();
		signIn(open(authorization(endpoints, verifier)), username, password);
		return told(endpoints, verifier);
	}

	/** A code with what proves whose it is. */
	record Code(String endpoints, String code, String verifier) {

		HttpResponse<String> exchange() {
			return RunningPlatform.post(HttpClient.newHttpClient(), this.endpoints + "/token",
					"grant_type=authorization_code&client_id=shuyuan-cli&redirect_uri=%s&code=%s&code_verifier=%s"
						.formatted(CALLBACK, this.code, this.verifier));
		}

	}

	private static String verifier() {
		return UUID.randomUUID() + "-" + UUID.randomUUID();
	}

	private static Map<String, String> query(String address) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String pair : URI.create(address).getRawQuery().split("&")) {
			int equals = pair.indexOf('=');
			values.put(pair.substring(0, equals),
					URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
		}
		return values;
	}

	private static String challenge(String verifier) {
		try {
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(
						MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
