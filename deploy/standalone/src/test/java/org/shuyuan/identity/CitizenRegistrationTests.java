package org.shuyuan.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.standalone.RunningPlatform;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Citizens register and replace a forgotten password, in a browser without scripts.
 */
class CitizenRegistrationTests {

	private static final String APPLICATIONS = "/api/v1/sharing/applications";

	private static final String PASSWORD = "three quiet rivers";

	private static final Pattern CODE = Pattern.compile("验证码是 (\\d{6})");

	private static RunningPlatform platform;

	private final String email = "chen-" + UUID.randomUUID() + "@example.cn";

	@BeforeAll
	static void start(@TempDir Path data) {
		platform = RunningPlatform.start(data, Map.of());
	}

	@AfterAll
	static void stop() {
		platform.close();
	}

	@Test
	void aCitizenRegistersAndComesBackToWhereTheyWere() throws IOException {
		Browsing browser = new Browsing();
		HttpResponse<String> signIn = browser.open(platform.base() + "/account/applications");
		assertThat(signIn.body()).contains("href=\"/register\"", "href=\"/password\"");
		browser.send(browser.open(platform.base() + "/register"), "/register", Map.of("email", this.email));
		assertThat(browser.at()).isEqualTo(platform.base() + "/register/code");
		Path mail = mails(1).getFirst();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mail))).isEqualTo("rw-------");
		HttpResponse<String> page = finished(browser, "/register", code(1), PASSWORD);
		assertThat(page.body()).contains("账号已建立");
		page = browser.signIn(page, this.email.toUpperCase(), PASSWORD);
		assertThat(browser.at()).startsWith(platform.base() + "/account/applications");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("陈小渚");
		String token = browser.token(platform.base() + "/oauth2");
		assertThat(platform.call(token, "GET", APPLICATIONS, null).statusCode()).isEqualTo(200);
		assertThat(platform.call(token, "GET", "/api/v1/sharing/audit", null).statusCode()).isEqualTo(403);
		assertThat(platform.call(token, "GET", "/api/v1/identity/people", null).statusCode()).isEqualTo(403);
		assertThat(IdentityContract.claims(token).path("roles").toString()).isEqualTo("[\"citizen\"]");
	}

	@ParameterizedTest
	@CsvSource({ "/register, en, E-mail address", "/register, zh-CN, 邮箱", "/password, en, Forgotten password",
			"/password, zh-CN, 忘记密码" })
	void thePagesSpeakBothLanguages(String page, String language, String word) {
		HttpResponse<String> answer = new Browsing().open(platform.base() + page + "?lang=" + language);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("lang=\"" + language + "\"", word, "<label for=\"email\"")
			.doesNotContain("onclick", "??");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/register/code", "/password/code" })
	void nobodyFillsInACodeBeforeAnAddress(String page) {
		Browsing browser = new Browsing();
		browser.open(platform.base() + page);
		assertThat(browser.at()).isEqualTo(platform.base() + page.replace("/code", ""));
	}

	@Test
	void anAddressThatHasAnAccountIsTreatedAlikeAndToldByMailOnly() {
		register();
		Browsing browser = new Browsing();
		Browsing stranger = new Browsing();
		String another = "li-" + UUID.randomUUID() + "@example.cn";
		HttpResponse<String> known = browser.send(browser.open(platform.base() + "/password"), "/password",
				Map.of("email", this.email));
		HttpResponse<String> unknown = stranger.send(stranger.open(platform.base() + "/password"), "/password",
				Map.of("email", another));
		assertThat(browser.at()).isEqualTo(stranger.at());
		assertThat(alike(known, this.email)).isEqualTo(alike(unknown, another));
		assertThat(read(mails(2).getLast())).contains("重设密码");
		assertThat(mailed(another)).isEmpty();
	}

	@Test
	void refusesAPasswordThatIsTooShortAndKeepsTheCode() {
		Browsing browser = begun("/register");
		int before = accounts();
		HttpResponse<String> refused = finished(browser, "/register", code(1), "short");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("role=\"alert\"", "至少 12 个字符");
		assertThat(accounts()).isEqualTo(before);
		assertThat(finished(browser, "/register", code(1), PASSWORD).body()).contains("账号已建立");
	}

	@Test
	void refusesAWrongCodeAndAfterFiveTheRightOneToo() {
		Browsing browser = begun("/register");
		int before = accounts();
		String right = code(1);
		for (int tried = 0; tried < 5; tried++) {
			HttpResponse<String> refused = finished(browser, "/register", right.equals("000000") ? "1" : "000000",
					PASSWORD);
			assertThat(refused.statusCode()).isEqualTo(422);
			assertThat(refused.body()).contains("验证码不正确");
		}
		assertThat(finished(browser, "/register", right, PASSWORD).statusCode()).isEqualTo(422);
		assertThat(accounts()).isEqualTo(before);
		Browsing later = new Browsing();
		assertThat(later.signIn(later.open(platform.base() + "/account"), this.email, PASSWORD).body())
			.contains("type=\"password\"");
	}

	@Test
	void mailsNotThreeTimesInAMinute() {
		begun("/register");
		Browsing browser = begun("/register");
		HttpResponse<String> refused = browser.send(browser.open(platform.base() + "/register"), "/register",
				Map.of("email", this.email));
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.body()).contains("role=\"alert\"", "过于频繁");
	}

	@Test
	void whoeverRegistersAgainIsToldByMailAndGetsNoCode() {
		register();
		int before = accounts();
		Browsing again = begun("/register");
		assertThat(read(mails(2).getLast())).contains("已有账号").doesNotContainPattern("\\b\\d{6}\\b");
		assertThat(finished(again, "/register", "123456", "five loud mountains").statusCode()).isEqualTo(422);
		assertThat(accounts()).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody", "a@b", "x@example.cn\r\nBcc: y@example.cn", "" })
	void refusesWhatIsNoAddress(String typed) throws IOException {
		long before = count();
		Browsing browser = new Browsing();
		HttpResponse<String> refused = browser.send(browser.open(platform.base() + "/register"), "/register",
				Map.of("email", typed));
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("role=\"alert\"");
		assertThat(count()).isEqualTo(before);
	}

	@Test
	void refusesAFormOfSomebodyElse() {
		assertThat(RunningPlatform.post(RunningPlatform.browser(), platform.base() + "/register", "email=a@example.cn")
			.statusCode()).isEqualTo(403);
	}

	@Test
	void anotherPasswordEndsTheOldOneItsTokensAndItsSessions() {
		register();
		Browsing stolen = new Browsing();
		stolen.signIn(stolen.open(platform.base() + "/account"), this.email, PASSWORD);
		String token = stolen.token(platform.base() + "/oauth2");
		assertThat(platform.call(token, "GET", APPLICATIONS, null).statusCode()).isEqualTo(200);
		Browsing browser = begun("/password");
		HttpResponse<String> page = finished(browser, "/password", code(2), "five loud mountains");
		assertThat(page.body()).contains("密码已更改");
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> platform.call(token, "GET", APPLICATIONS, null).statusCode() == 401);
		assertThat(stolen.begin(platform.base() + "/oauth2", "en").body()).contains("type=\"password\"");
		assertThat(browser.signIn(page, this.email, PASSWORD).body()).contains("role=\"alert\"");
		Browsing mine = new Browsing();
		assertThat(mine.signIn(mine.open(platform.base() + "/account"), this.email, "five loud mountains").body())
			.contains("陈小渚");
	}

	private void register() {
		assertThat(finished(begun("/register"), "/register", code(1), PASSWORD).body()).contains("账号已建立");
	}

	private Browsing begun(String page) {
		Browsing browser = new Browsing();
		browser.send(browser.open(platform.base() + page), page, Map.of("email", this.email));
		assertThat(browser.at()).isEqualTo(platform.base() + page + "/code");
		return browser;
	}

	private static HttpResponse<String> finished(Browsing browser, String page, String code, String password) {
		HttpResponse<String> form = browser.open(platform.base() + page + "/code");
		Map<String, String> filled = page.equals("/register")
				? Map.of("code", code, "name", "陈小渚", "password", password)
				: Map.of("code", code, "password", password);
		return browser.send(form, page + "/code", filled);
	}

	private String code(int number) {
		Matcher code = CODE.matcher(read(mails(number).getLast()));
		assertThat(code.find()).isTrue();
		return code.group(1);
	}

	/** The mails to this test's address, when there are so many. */
	private List<Path> mails(int number) {
		return Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> mailed(this.email), (all) -> all.size() == number);
	}

	private static List<Path> mailed(String to) {
		Path folder = platform.data().resolve("mail");
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".eml"))
				.filter((file) -> read(file).contains("To: " + to))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static long count() throws IOException {
		Path folder = platform.data().resolve("mail");
		if (!Files.isDirectory(folder)) {
			return 0;
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.count();
		}
	}

	/** The page without what differs with every form and address. */
	private static String alike(HttpResponse<String> page, String email) {
		return page.body().replace(email, "").replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
	}

	private static int accounts() {
		return RunningPlatform
			.json(platform.call(platform.signedIn("administrator"), "GET", "/api/v1/identity/people", null))
			.path("items")
			.size();
	}

}
