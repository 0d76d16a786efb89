package org.shuyuan.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.identity.accounts.FirstAccounts;
import org.shuyuan.identity.problem.IdentityProblem;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.standalone.city.City;
import org.shuyuan.standalone.city.CityLoad;
import org.shuyuan.standalone.postgres.DatabaseFailed;
import org.shuyuan.standalone.postgres.EmbeddedPostgres;
import org.shuyuan.support.database.DatabaseProperties;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One run of the platform: the database first, then the context, both stopped in the
 * other order when the process is told to shut down.
 */
final class Launch {

	private static final List<String> REHEARSED = List.of("/", "/catalogue", "/login", "/oauth2/jwks",
			"/api/v1/catalogue/search?q=%E5%85%AC%E4%BA%A4&limit=5", "/api/v1/catalogue/agencies",
			"/api/v1/catalogue/statistics", "/api/openapi.json", "/actuator/health");

	/** Longest wait for the first pages, which a busy machine is slow to render. */
	private static final Duration ANSWERED = Duration.ofMinutes(5);

	private static final Duration ISSUER_PAUSE = Duration.ofSeconds(5);

	private final Settings settings;

	private @Nullable FileLock lock;

	private @Nullable EmbeddedPostgres database;

	private @Nullable ConfigurableApplicationContext context;

	Launch(Settings settings) {
		this.settings = settings;
	}

	static void run(Map<String, String> environment, String... arguments) {
		try {
			Launch launch = new Launch(Settings.of(environment, List.of(arguments)));
			Runtime.getRuntime().addShutdownHook(new Thread(launch::stop, "stop"));
			launch.start();
		}
		catch (InvalidSetting | DatabaseFailed | PortalSilent ex) {
			System.err.println(ex.getMessage());
			System.exit(2);
		}
		catch (RuntimeException _) {
			// Spring has logged the reason
			System.exit(1);
		}
	}

	/**
	 * Starts without ending the process where that fails.
	 * @return what stops it
	 */
	static AutoCloseable start(Map<String, String> environment, String... arguments) {
		Launch launch = new Launch(Settings.of(environment, List.of(arguments)));
		try {
			launch.start();
			return launch::stop;
		}
		catch (RuntimeException ex) {
			launch.stop();
			throw ex;
		}
	}

	void start() {
		progress("preparing", this.settings.data().toString());
		this.settings.prepare();
		this.settings.checkPort();
		this.lock = lock(this.settings.data());
		if (this.settings.ownDatabase()) {
			progress("starting", "database");
			this.database = EmbeddedPostgres.start(this.settings.data());
		}
		progress("starting", "services");
		ConfigurableApplicationContext running = new SpringApplicationBuilder(StandaloneApplication.class)
			.web(WebApplicationType.SERVLET)
			.properties("spring.config.name=standalone")
			.registerShutdownHook(false)
			.run(properties().toArray(String[]::new));
		this.context = running;
		FirstAccounts accounts = running.getBean(FirstAccounts.class);
		boolean made = accountsMade(accounts);
		if (this.settings.rehearsal()) {
			REHEARSED.forEach(this::visit);
			System.exit(0);
		}
		if (!this.settings.identityOnly()) {
			visit("/");
		}
		progress("ready", this.settings.baseUri() + "  accounts in " + this.settings.data().resolve("accounts.json"));
		URI tokenUri = URI.create(running.getEnvironment()
			.getRequiredProperty("spring.security.oauth2.client.provider.shuyuan.token-uri"));
		URI authorizationUri = URI.create(running.getEnvironment()
			.getRequiredProperty("spring.security.oauth2.client.provider.shuyuan.authorization-uri"));
		// beside the token's, at an address that is reached from here
		URI signIn = tokenUri.resolve(authorizationUri.getRawPath());
		ZoneId zone = running.getBean(PlatformProperties.class).zone();
		Thread.ofVirtual().name("city").start(() -> fill(accounts, made, signIn, tokenUri, zone));
	}

	/** Accounts where they could not be made yet, then the city where it is wanted. */
	private void fill(FirstAccounts accounts, boolean accountsMade, URI signIn, URI tokenUri, ZoneId zone) {
		try {
			// remote servers start in their own order and do not announce it
			for (boolean made = accountsMade; !made; made = accountsMade(accounts)) {
				Thread.sleep(ISSUER_PAUSE);
			}
			if (this.settings.city()) {
				while (!platformAnswers()) {
					Thread.sleep(ISSUER_PAUSE);
				}
				progress("city loaded",
						new CityLoad(platform(), signIn, tokenUri, this.settings.data(), accounts.written(), zone)
							.run());
			}
		}
		catch (IOException | RuntimeException ex) {
			progress("city", "not loaded: " + ex.getMessage());
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	/** Where the services answer. */
	private String platform() {
		return this.settings.identityOnly() ? this.settings.baseUri() : this.settings.loopback();
	}

	private boolean platformAnswers() throws InterruptedException {
		HttpRequest agencies = HttpRequest.newBuilder(URI.create(platform() + "/api/v1/catalogue/agencies"))
			.timeout(Duration.ofSeconds(30))
			.build();
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(agencies, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException _) {
			return false;
		}
	}

	/**
	 * Whether the first accounts are there; not while their issuer does not answer or
	 * refuses.
	 */
	private boolean accountsMade(FirstAccounts accounts) {
		try {
			makeAccounts(accounts, this.settings.city());
			return true;
		}
		catch (IdentityProblem ex) {
			progress("accounts",
					"not made yet, trying again: %s, %s".formatted(ex.getBody().getDetail(), this.settings.identity()));
			return false;
		}
	}

	private static void progress(String what, String about) {
		System.out.printf("%-12s %s%n", what, about);
	}

	private List<String> properties() {
		List<String> properties = new ArrayList<>();
		Map.of("server.port", String.valueOf(this.settings.port()), "server.address", this.settings.address(),
				"shuyuan.data", this.settings.data().toString(), "shuyuan.base-uri", this.settings.baseUri(),
				"shuyuan.loopback", this.settings.loopback(), "shuyuan.catalogue-url", this.settings.catalogueUrl(),
				"shuyuan.gateway-url", this.settings.loopback(), "shuyuan.identity-url", this.settings.loopback())
			.forEach((key, value) -> properties.add("--" + key + "=" + value));
		EmbeddedPostgres own = this.database;
		if (own != null) {
			Map.of("url", own.url(), "username", own.user(), "password", own.password())
				.forEach((key, value) -> properties.add("--spring.datasource." + key + "=" + value));
		}
		DatabaseProperties accounts = this.settings.accounts();
		if (accounts != null) {
			Map.of("url", text(accounts.url()), "user", text(accounts.user()), "password", text(accounts.password()),
					"password-file", text(accounts.passwordFile()))
				.forEach((key, value) -> properties.add("--shuyuan.sql." + key + "=" + value));
			properties.add("--shuyuan.part=identity");
		}
		properties.add("--spring.application.name=shuyuan");
		properties.add("--gateway.demo=" + this.settings.city());
		this.settings.identity().properties().forEach((key, value) -> properties.add("--" + key + "=" + value));
		this.settings.watched().forEach((key, value) -> properties.add("--" + key + "=" + value));
		return properties;
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? value.toString() : "";
	}

	private static void makeAccounts(FirstAccounts accounts, boolean wholeCity) {
		City city = City.read();
		List<FirstAccounts.Department> departments = city.agencies()
			.stream()
			.map((agency) -> new FirstAccounts.Department(agency.abbreviation(), agency.id(), agency.name().zh()))
			.toList();
		FirstAccounts.Department authority = departments.stream()
			.filter((department) -> department.abbreviation().equals(city.authority()))
			.findFirst()
			.orElseThrow();
		accounts.make(authority, wholeCity ? departments : List.of());
	}

	/** Two processes over one folder would destroy it. */
	private static FileLock lock(Path data) {
		try {
			FileChannel channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			FileLock lock = channel.tryLock();
			if (lock != null) {
				return lock;
			}
			channel.close();
		}
		catch (OverlappingFileLockException _) {
			// reported below
		}
		catch (IOException ex) {
			throw new InvalidSetting("The data folder %s cannot be locked: %s".formatted(data, ex.getMessage()));
		}
		throw new InvalidSetting(
				"Another platform is running over the data in %s: stop it, or choose another SHUYUAN_DATA"
					.formatted(data));
	}

	private void visit(String path) {
		HttpRequest page = HttpRequest.newBuilder(URI.create(this.settings.loopback() + path))
			.header("Accept", "text/html, application/json;q=0.9")
			.timeout(ANSWERED)
			.build();
		try (HttpClient client = HttpClient.newHttpClient()) {
			client.send(page, HttpResponse.BodyHandlers.discarding());
		}
		catch (IOException ex) {
			throw new PortalSilent(page.uri(), ex);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	synchronized void stop() {
		if (this.context != null) {
			this.context.close();
		}
		if (this.database != null) {
			this.database.close();
		}
		if (this.lock != null) {
			try {
				this.lock.channel().close();
			}
			catch (IOException _) {
				// the process ends anyway
			}
		}
	}

	/** The portal did not answer after the start. */
	private static final class PortalSilent extends RuntimeException {

		PortalSilent(URI page, IOException cause) {
			super("The portal did not answer at %s: %s".formatted(page, cause), cause);
		}

	}

}
