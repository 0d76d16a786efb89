package org.shuyuan.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A large open table, registered, published and uploaded the ordinary way, and its
 * download beside nginx serving the same bytes.
 */
final class LargeFile {

	private final BenchmarkCity benchmarkCity;

	private final String agency;

	private double looking;

	LargeFile(BenchmarkCity benchmarkCity) {
		this.benchmarkCity = benchmarkCity;
		this.agency = benchmarkCity.anyAgency(0);
	}

	/** Writes a csv of about the given size. */
	static void write(Path file, long megabytes) throws IOException {
		Random random = new Random(1);
		try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
			out.write("序号,站点,日期,数值,备注\n");
			long written = 0;
			for (int row = 0; written < megabytes << 20; row++) {
				String line = row + ",站点" + random.nextInt(500) + ",2025-0" + (1 + row % 9) + "-1" + row % 10 + ","
						+ random.nextInt(100_000) / 100.0 + ",自动监测记录第" + row % 97 + "组\n";
				out.write(line);
				written += line.length() + 20;
			}
		}
	}

	/** The distribution id, once the table is available to the public. */
	String publish(Path file, String name) throws IOException, InterruptedException {
		String steward = this.benchmarkCity.account("steward", this.agency);
		String head = this.benchmarkCity.account("department-head", this.agency);
		String authority = this.benchmarkCity.account("authority", null);
		BenchmarkCity.Answer created = this.benchmarkCity.send(steward, "POST", "/api/v1/catalogue/entries", null,
				entry(name));
		String id = created.json().path("entry").path("id").asString();
		String path = "/api/v1/catalogue/entries/" + id;
		for (String kind : List.of("secrecy", "personal-information")) {
			this.benchmarkCity.send(steward, "POST", path + "/assessments", this.benchmarkCity.etag(steward, path),
					Map.of("kind", kind, "outcome", "passed", "note", "监测数值，不涉密、不涉个人信息"));
		}
		this.benchmarkCity.send(head, "POST", path + "/consent", this.benchmarkCity.etag(head, path), Map.of());
		this.benchmarkCity.send(steward, "POST", path + "/submit", this.benchmarkCity.etag(steward, path), Map.of());
		this.benchmarkCity.send(authority, "POST", path + "/publish", this.benchmarkCity.etag(authority, path),
				Map.of());
		String distribution = created.json().path("entry").path("distributions").path(0).path("id").asString();
		this.benchmarkCity.send(steward, "PUT",
				"/api/v1/sharing/distributions/" + distribution + "/data?filename=" + name + ".csv", null, "text/csv",
				BodyPublishers.ofFile(file));
		long uploaded = System.nanoTime();
		awaitAvailable(steward, distribution);
		this.looking = RegistrationBenchmark.seconds(uploaded);
		return distribution;
	}

	/** Seconds from the end of the upload to the table: profile, scan, Parquet. */
	double looking() {
		return this.looking;
	}

	private void awaitAvailable(String steward, String distribution) throws IOException, InterruptedException {
		long start = System.nanoTime();
		String state = "";
		while (!state.equals("available")) {
			if (RegistrationBenchmark.seconds(start) > 900) {
				throw new IllegalStateException("The table is still " + state);
			}
			// asked seldom, so that asking is no part of what is measured
			Thread.sleep(Duration.ofMillis(250));
			state = this.benchmarkCity.get(steward, "/api/v1/sharing/distributions/" + distribution + "/versions")
				.path("items")
				.path(0)
				.path("state")
				.asString("");
		}
	}

	private Map<String, Object> entry(String name) {
		List<Map<String, Object>> items = new ArrayList<>();
		for (String column : List.of("序号", "站点", "日期", "数值", "备注")) {
			items.add(Map.of("name", Map.of("zh", column), "type", "string", "meaning", Map.of("zh", column + "的取值"),
					"sensitivity", "none", "open", true, "source", Map.of("kind", "collected"), "length", 50));
		}
		return Map.ofEntries(Map.entry("key", name), Map.entry("title", Map.of("zh", "测速用监测记录" + name)),
				Map.entry("description", Map.of("zh", "用于测量下载速度的自动监测记录。")), Map.entry("agency", this.agency),
				Map.entry("themes", List.of("environment")), Map.entry("area", "990100"),
				Map.entry("entityKind", "place"), Map.entry("frequency", "daily"),
				Map.entry("sharing", Map.of("class", "unconditional")), Map.entry("modes", List.of("file-download")),
				Map.entry("library", "thematic"),
				Map.entry("openness", Map.of("level", "unconditional", "licence", "cc-by-4.0")),
				Map.entry("discoverability", "public"), Map.entry("grade", "general-1"), Map.entry("items", items),
				Map.entry("distributions",
						List.of(Map.of("title", Map.of("zh", "数据表"), "kind", "table", "format", "csv"))),
				Map.entry("contact", Map.of("name", "数据科", "phone", "0999-1234567")),
				Map.entry("completeness", "full"));
	}

	/** Median speed of several downloads, in megabytes per second. */
	static double speed(String address, int runs) throws IOException, InterruptedException {
		double[] speeds = new double[runs];
		for (int run = 0; run < runs; run++) {
			Process curl = new ProcessBuilder("curl", "-sf", "-o", "/dev/null", "-w", "%{speed_download}", address)
				.start();
			String printed = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (curl.waitFor() != 0) {
				throw new IllegalStateException("curl failed for " + address);
			}
			speeds[run] = Double.parseDouble(printed) / (1 << 20);
		}
		Arrays.sort(speeds);
		return speeds[runs / 2];
	}

}
