package org.shuyuan.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * Measures a running standalone that holds the demo city and prints a table. The machine
 * is shared between server and clients; quote medians.
 */
public final class Benchmark {

	/** How often each subject is asked for, each time in another way. */
	private static final int QUESTIONS = 200;

	private final BenchmarkCity benchmarkCity;

	private final Report report;

	private Benchmark(BenchmarkCity benchmarkCity, Report report) {
		this.benchmarkCity = benchmarkCity;
		this.report = report;
	}

	/**
	 * @param arguments address of the standalone, its accounts file, how many entries to
	 * end with (7,000 or more), megabytes of the large file, and which parts to run:
	 * files, calls and entries by default; registration alone, or searches and export of
	 * as many generated entries as are there
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
		BenchmarkCity benchmarkCity = new BenchmarkCity(URI.create(arguments[0]), Path.of(arguments[1]));
		int most = Integer.parseInt(arguments[2]);
		int megabytes = Integer.parseInt(arguments[3]);
		Report report = new Report();
		Benchmark benchmark = new Benchmark(benchmarkCity, report);
		List<String> parts = (arguments.length > 4) ? List.of(arguments).subList(4, arguments.length)
				: List.of("files", "calls", "entries");
		for (String part : parts) {
			switch (part) {
				case "files" -> benchmark.download(megabytes);
				case "calls" -> benchmark.auditedCalls();
				case "entries" -> benchmark.entries(most);
				case "registration" -> benchmark.registration(0, most);
				case "searches" -> benchmark.searches(benchmark.found());
				case "export" -> benchmark.dump();
				default -> throw new IllegalArgumentException("No part is called " + part);
			}
		}
		System.out.println();
		System.out.println(report.markdown());
	}

	private void entries(int most) throws IOException, InterruptedException {
		registration(0, 7_000);
		searches(7_000);
		if (most > 7_000) {
			registration(7_000, most);
			searches(most);
		}
		dump();
	}

	private void registration(int from, int to) throws IOException, InterruptedException {
		this.report.add("register in bulk, %,d entries".formatted(to - from), "≥ 2,000/s",
				new RegistrationBenchmark(this.benchmarkCity).register(from, to).toString());
	}

	private int found() throws IOException, InterruptedException {
		return this.benchmarkCity.get(null, "/api/v1/catalogue/search?limit=1").path("total").asInt();
	}

	/**
	 * A cluster answers what was asked before from memory: each question is asked once.
	 */
	private void searches(int entries) throws IOException, InterruptedException {
		String facets = "&theme=transport&format=csv&openness=unconditional&completeness=harvested";
		List<String> narrow = new ArrayList<>();
		List<String> broad = new ArrayList<>();
		for (int time = 0; time < QUESTIONS; time++) {
			for (String subject : GeneratedEntries.subjects()) {
				narrow.add("/api/v1/catalogue/search?q=" + BenchmarkCity.encoded(subject) + facets + "&format=none-"
						+ time);
				broad.add("/api/v1/catalogue/search?q=" + BenchmarkCity.encoded(subject + " 信息 公示 没有这个词")
						+ "&limit=20&format=csv" + "&format=xlsx&format=json&format=api&format=none-" + time);
			}
		}
		String size = " at %,d entries".formatted(entries);
		Load.over(this.benchmarkCity.base, narrow.reversed(), 2, 5, List.of());
		this.report.add("search with 4 facets" + size, "p95 ≤ 30 ms, ≥ 400/s (at 1,000,000)",
				Load.over(this.benchmarkCity.base, narrow, 4, 10, List.of()).toString());
		this.report.add("broad any-word search" + size, "p95 ≤ 60 ms (at 1,000,000)",
				Load.over(this.benchmarkCity.base, broad, 4, 10, List.of()).toString());
		List<String> pages = new ArrayList<>();
		JsonNode found = this.benchmarkCity.get(null, "/api/v1/catalogue/search?limit=100");
		found.path("items").valueStream().forEach((hit) -> pages.add("/entries/" + hit.path("id").asString()));
		Load.over(this.benchmarkCity.base, pages, 2, 5, List.of("Accept: text/html"));
		this.report.add("entry page" + size, "p95 ≤ 15 ms",
				Load.over(this.benchmarkCity.base, pages, 2, 10, List.of("Accept: text/html")).toString());
	}

	private void download(int megabytes) throws IOException, InterruptedException, SQLException {
		Path folder = Files.createTempDirectory("download");
		Path file = folder.resolve("large.csv");
		LargeFile.write(file, megabytes);
		LargeFile large = new LargeFile(this.benchmarkCity);
		long start = System.nanoTime();
		String distribution = large.publish(file, "large-" + System.currentTimeMillis());
		this.report.add("register, publish, upload, profile, scan and normalise a csv of %d MB".formatted(megabytes),
				"—", "%.1f s".formatted(RegistrationBenchmark.seconds(start)));
		String ours = this.benchmarkCity.base.resolve("/api/v1/sharing/distributions/" + distribution + "/file")
			.toString();
		try (NginxPeer nginxPeer = new NginxPeer(folder)) {
			LargeFile.speed(nginxPeer.base + "/large.csv", 1);
			LargeFile.speed(ours, 1);
			double peer = LargeFile.speed(nginxPeer.base + "/large.csv", 5);
			double speed = LargeFile.speed(ours, 5);
			this.report.add("download of %d MB, open".formatted(megabytes), "≥ 0.9 × nginx",
					"%.2f × (%.0f against %.0f MB/s)".formatted(speed / peer, speed, peer));
		}
		table(folder, file, distribution, large.looking());
		Files.delete(file);
		Files.delete(folder);
	}

	/** The table beside DuckDB alone over the same csv. */
	private void table(Path folder, Path csv, String distribution, double looking)
			throws IOException, InterruptedException, SQLException {
		List<String> page = List.of("/api/v1/sharing/distributions/" + distribution + "/rows?limit=100&filter="
				+ BenchmarkCity.encoded("站点:eq:站点7"));
		try (DuckDbPeer peer = new DuckDbPeer(folder)) {
			double copy = peer.copy(csv);
			this.report.add("csv → Parquet with profile and scan, %,d rows".formatted(peer.rows()),
					"≥ 0.5 × DuckDB's plain copy",
					"%.2f × (%.1f against %.1f s)".formatted(copy / looking, looking, copy));
			double[] own = peer.page("站点", "站点7", 20);
			Load.over(this.benchmarkCity.base, page, 1, 3, List.of());
			Load ours = Load.over(this.benchmarkCity.base, page, 1, 10, List.of());
			this.report.add("filtered page of that table, any column, one reader", "≤ 1.2 × DuckDB's own time",
					"%.2f × (p50 %.1f against %.1f ms; p95 %.1f against %.1f ms)".formatted(ours.p50() / own[0],
							ours.p50(), own[0], ours.p95(), own[1]));
		}
		finally {
			Files.deleteIfExists(folder.resolve("peer.parquet"));
			Files.deleteIfExists(folder.resolve("spill"));
		}
	}

	private void auditedCalls() throws IOException, InterruptedException {
		Path small = Files.createTempFile("small", ".csv");
		Files.writeString(small, "序号,站点,日期,数值,备注\n1,站点1,2025-01-01,1.5,无\n");
		String distribution = new LargeFile(this.benchmarkCity).publish(small, "small-" + System.currentTimeMillis());
		String token = this.benchmarkCity.token(this.benchmarkCity.account("steward", this.benchmarkCity.anyAgency(1)));
		List<String> path = List.of("/api/v1/sharing/distributions/" + distribution + "/file");
		List<String> headers = List.of("Authorization: Bearer " + token);
		Load.over(this.benchmarkCity.base, path, 16, 5, headers);
		this.report.add("audited calls with a JWT each", "≥ 10,000/s",
				Load.over(this.benchmarkCity.base, path, 32, 10, headers).toString());
		Files.delete(small);
	}

	private void dump() throws IOException {
		URI address = this.benchmarkCity.base.resolve("/catalogue.nt?all=true");
		long start = System.nanoTime();
		try (InputStream stream = address.toURL().openStream()) {
			byte[] buffer = new byte[1 << 16];
			long triples = 0;
			for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
				for (int i = 0; i < read; i++) {
					triples += (buffer[i] == '\n') ? 1 : 0;
				}
			}
			this.report.add("whole catalogue out as N-Triples", "≥ 250,000 triples/s",
					"%,.0f triples/s (%,d triples)".formatted(triples / RegistrationBenchmark.seconds(start), triples));
		}
	}

}
