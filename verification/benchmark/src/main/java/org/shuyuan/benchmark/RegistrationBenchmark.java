package org.shuyuan.benchmark;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Bulk registration: validated, stored durably, in the search index and in the SPARQL
 * view.
 */
final class RegistrationBenchmark {

	/** The JDK's client reads results only after it has sent everything. */
	private static final int AT_ONCE = 20_000;

	private static final String COUNT = "SELECT (COUNT(DISTINCT ?d) AS ?n) WHERE { ?d a <http://www.w3.org/ns/dcat#Dataset> }";

	/** Entries come into the view in the order of their registration. */
	private static final String LAST = "ASK { ?d <http://purl.org/dc/terms/title> \"%s\"@en }";

	private final BenchmarkCity benchmarkCity;

	private final String authority;

	private final GeneratedEntries entries;

	RegistrationBenchmark(BenchmarkCity benchmarkCity) {
		this.benchmarkCity = benchmarkCity;
		this.authority = benchmarkCity.account("authority", null);
		this.entries = new GeneratedEntries(benchmarkCity.anyAgency(0));
	}

	/**
	 * Registers the entries numbered {@code from} (inclusive) to {@code to} (exclusive).
	 * @return entries per second until durable, and until also found and in SPARQL
	 */
	Rates register(int from, int to) throws IOException, InterruptedException {
		long searchable = found();
		long described = described();
		this.benchmarkCity.token(this.authority);
		long start = System.nanoTime();
		for (int first = from; first < to; first += AT_ONCE) {
			send(first, Math.min(to, first + AT_ONCE));
		}
		double durable = seconds(start);
		int count = to - from;
		String last = "/sparql?query=" + BenchmarkCity.encoded(LAST.formatted(GeneratedEntries.englishTitle(to - 1)));
		while (found() < searchable + count || !this.benchmarkCity.get(null, last).path("boolean").asBoolean()) {
			if (seconds(start) > 1800) {
				throw new IllegalStateException("The views did not catch up in half an hour");
			}
			// asked seldom, so that asking is no part of what is measured
			Thread.sleep(Duration.ofMillis(200));
		}
		double everywhere = seconds(start);
		if (described() != described + count) {
			throw new IllegalStateException("The SPARQL view does not hold what was registered");
		}
		return new Rates(count / durable, count / everywhere);
	}

	private void send(int from, int to) throws IOException, InterruptedException {
		List<byte[]> lines = new ArrayList<>();
		IntStream.range(from, to).forEach((n) -> lines.add(this.entries.line(n).getBytes()));
		String results = this.benchmarkCity
			.send(this.authority, "POST", "/api/v1/catalogue/imports?completeness=harvested&source=benchmark", null,
					"application/x-ndjson", BodyPublishers.ofByteArrays(lines))
			.text();
		String end = results.substring(results.stripTrailing().lastIndexOf('\n') + 1);
		if (BenchmarkCity.JSON.readTree(end).path("summary").path("created").asInt() != to - from) {
			throw new IllegalStateException("Not all were registered: " + end);
		}
	}

	private long found() throws IOException, InterruptedException {
		return this.benchmarkCity.get(null, "/api/v1/catalogue/search?limit=1").path("total").asLong();
	}

	private long described() throws IOException, InterruptedException {
		return this.benchmarkCity.get(null, "/sparql?query=" + BenchmarkCity.encoded(COUNT))
			.path("results")
			.path("bindings")
			.path(0)
			.path("n")
			.path("value")
			.asLong();
	}

	static double seconds(long start) {
		return (System.nanoTime() - start) / 1e9;
	}

	/**
	 * Entries per second.
	 *
	 * @param durable until the last was acknowledged
	 * @param everywhere until the last was also found by search and in the SPARQL view
	 */
	record Rates(double durable, double everywhere) {

		@Override
		public String toString() {
			return "%.0f entries/s durable, %.0f/s until searchable and in SPARQL".formatted(this.durable,
					this.everywhere);
		}

	}

}
