package org.shuyuan.standalone.city;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.shuyuan.identity.accounts.FirstAccounts;
import org.shuyuan.identity.accounts.PersonAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the demo city through the platform's own API, in the name of its people and its
 * agencies' systems, while the platform already answers. Every step first checks whether
 * it is done, so an interrupted load resumes at the next start.
 */
public class CityLoad {

	private static final Logger LOG = LoggerFactory.getLogger(CityLoad.class);

	/** Two agencies at a time leave the platform to its first visitors. */
	private static final int AT_A_TIME = 2;

	/** Agencies that others share from: their entries are in force first. */
	private static final List<String> SOURCES = List.of("policing", "civil");

	private final City city = City.read();

	private final CityApi api;

	private final Path mark;

	private final FirstAccounts.Written accounts;

	private final ZoneId zone;

	private final AtomicInteger entries = new AtomicInteger();

	private final AtomicInteger tables = new AtomicInteger();

	private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

	private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

	/**
	 * A load that has not begun.
	 * @param base where the platform answers
	 * @param authorizationUri where people begin to sign in, as it is reached from here
	 * @param tokenUri where tokens are asked for
	 * @param data the platform's data folder, which holds the marker of a finished load
	 * @param accounts whose people and systems act
	 * @param zone the city's time zone
	 */
	public CityLoad(String base, URI authorizationUri, URI tokenUri, Path data, FirstAccounts.Written accounts,
			ZoneId zone) {
		this.api = new CityApi(base, new CityApi.Issuer(authorizationUri, tokenUri), accounts);
		this.mark = data.resolve("city-loaded");
		this.accounts = accounts;
		this.zone = zone;
	}

	/**
	 * Loads what is not there yet.
	 * @return what there is, in one line
	 */
	public String run() throws IOException {
		if (Files.exists(this.mark)) {
			return Files.readString(this.mark).strip();
		}
		this.city.agencies().forEach(this::register);
		SOURCES.forEach((source) -> loadAll(
				this.city.agencies().stream().filter((agency) -> source.equals(agency.abbreviation())).toList()));
		loadAll(this.city.agencies().stream().filter((agency) -> !SOURCES.contains(agency.abbreviation())).toList());
		DemoExchange doings = new DemoExchange(this.city, this.api, this.loaded, this.zone);
		attempt(doings::duties);
		attempt(doings::conflict);
		int requests = doings.exchange(this::attempt);
		String told = "%d agencies, %d entries, %d tables, %d requests".formatted(this.city.agencies().size(),
				this.entries.get(), this.tables.get(), requests);
		if (this.failures.isEmpty()) {
			Files.writeString(this.mark, told + "\n");
			return told;
		}
		this.failures.forEach((failure) -> LOG.warn("Demo city: {}", failure));
		return told
				+ "; %d steps failed, see the log; they are retried at the next start".formatted(this.failures.size());
	}

	private void attempt(Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException ex) {
			this.failures.add(String.valueOf(ex.getMessage()));
		}
	}

	private void register(City.Agency agency) {
		attempt(() -> {
			Map<String, Object> description = new HashMap<>(Map.of("name", agency.name(), "kind", agency.kind(),
					"level", agency.level(), "area", agency.area()));
			if (agency.parent() != null) {
				description.put("parent", agency.parent());
			}
			this.api.put(CityCatalogue.AUTHORITY, "/api/v1/catalogue/agencies/" + agency.id(), description).orFail();
			for (PersonAccount personAccount : this.accounts.people()) {
				if (agency.id().value().equals(personAccount.agency())) {
					this.api
						.put(CityCatalogue.AUTHORITY, "/api/v1/catalogue/assignments/" + personAccount.subject(), Map
							.of("name", personAccount.name(), "agency", agency.id(), "roles", personAccount.roles()))
						.orFail();
				}
			}
		});
	}

	private void loadAll(List<City.Agency> agencies) {
		try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
			List<Future<?>> all = agencies.stream()
				.<Future<?>>map((agency) -> workers.submit(() -> load(agency)))
				.toList();
			for (Future<?> one : all) {
				one.get();
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		catch (java.util.concurrent.ExecutionException ex) {
			this.failures.add(String.valueOf(ex.getCause()));
		}
	}

	private void load(City.Agency agency) {
		attempt(() -> {
			CityCatalogue catalogue = new CityCatalogue(this.city, agency, this.api);
			Map<String, CityCatalogue.Known> known = catalogue.known();
			for (CityEntry entry : agency.entries()) {
				attempt(() -> {
					this.loaded.put(entry.key(), catalogue.load(entry, known.get(entry.key())));
					this.entries.incrementAndGet();
				});
			}
			for (CityEntry entry : agency.entries()) {
				Loaded there = this.loaded.get(entry.key());
				if (entry.rows() != null && there != null) {
					attempt(() -> {
						catalogue.upload(entry, there);
						this.tables.incrementAndGet();
					});
				}
			}
		});
	}

	/**
	 * An entry of the city as the platform knows it.
	 *
	 * @param id the entry
	 * @param distribution its table
	 * @param items ids of its items by their Chinese names
	 * @param agency the agency's abbreviation
	 */
	record Loaded(String id, String distribution, Map<String, String> items, String agency) {
	}

}
