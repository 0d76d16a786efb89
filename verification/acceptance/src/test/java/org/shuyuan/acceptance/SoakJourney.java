package org.shuyuan.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The services of the testbed under a light load for {@code SHUYUAN_SOAK} minutes:
 * nothing fails, nothing is lost, and no process holds more files, threads or memory at
 * the end than its work explains. What was seen is written to the file
 * {@code SHUYUAN_SOAKED}.
 */
@OnRunningCity
@EnabledIfEnvironmentVariable(named = "SHUYUAN_SOAK", matches = "[1-9][0-9]*")
class SoakJourney {

	private static final List<String> SERVICES = List.of("catalogue-1", "catalogue-2", "gateway-1", "gateway-2",
			"portal-1", "portal-2");

	private final Testbed testbed = Testbed.ofEnvironment();

	@Test
	void nothingWearsOut() throws IOException {
		Duration whole = Duration.ofMinutes(Long.parseLong(System.getenv("SHUYUAN_SOAK")));
		try (Load load = Load.on(Platform.ofEnvironment())) {
			load.awaitWell();
			load.forget();
			pass(whole.dividedBy(3));
			Map<String, Held> third = held();
			pass(whole.multipliedBy(2).dividedBy(3));
			Map<String, Held> end = held();
			String told = load.told();
			List<String> lost = load.lost();
			write("%d min: %s; %d acknowledged, %d lost, %d leaks; %s".formatted(whole.toMinutes(), told,
					load.acknowledged(), lost.size(), load.leaks(),
					end.entrySet()
						.stream()
						.map((each) -> each.getKey() + " " + third.get(each.getKey()) + " → " + each.getValue())
						.collect(Collectors.joining(", "))));
			assertThat(load.leaks()).as("answers with rows to callers who may not have them").isZero();
			assertThat(lost).as("acknowledged writes that are not there").isEmpty();
			assertThat(told).as("answers").doesNotContainPattern("× 5\\d\\d|silent|no token");
			end.forEach((service, held) -> assertThat(held.fits(third.get(service)))
				.as("%s: %s after a third, %s at the end", service, third.get(service), held)
				.isTrue());
		}
	}

	private static void pass(Duration time) {
		Instant end = Instant.now().plus(time);
		while (Instant.now().isBefore(end)) {
			LockSupport.parkNanos(Duration.between(Instant.now(), end).toNanos());
		}
	}

	private Map<String, Held> held() {
		Map<String, Held> held = new TreeMap<>();
		for (String service : SERVICES) {
			held.put(service, Held.of(this.testbed.process(service)));
		}
		return held;
	}

	private static void write(String line) throws IOException {
		String file = System.getenv("SHUYUAN_SOAKED");
		if (file != null) {
			Files.writeString(Path.of(file), line + "\n");
		}
		System.out.println("soak: " + line);
	}

	/**
	 * What a process holds.
	 *
	 * @param files open files and connections
	 * @param threads of the system
	 * @param megabytes resident
	 */
	private record Held(long files, long threads, long megabytes) {

		static Held of(long process) {
			Path folder = Path.of("/proc", String.valueOf(process));
			try (var files = Files.list(folder.resolve("fd"))) {
				Map<String, String> status = Files.readAllLines(folder.resolve("status"))
					.stream()
					.map((line) -> line.split(":\\s*", 2))
					.collect(Collectors.toMap((line) -> line[0], (line) -> line[1]));
				return new Held(files.count(), Long.parseLong(status.get("Threads")),
						Long.parseLong(status.get("VmRSS").replaceAll("\\D", "")) / 1024);
			}
			catch (IOException ex) {
				throw new AssertionError("The process " + process + " cannot be looked at", ex);
			}
		}

		boolean fits(Held before) {
			return this.files <= before.files + 60 && this.threads <= before.threads + 30
					&& this.megabytes <= before.megabytes * 1.3 + 32;
		}

		@Override
		public String toString() {
			return "%d files %d threads %d MB".formatted(this.files, this.threads, this.megabytes);
		}

	}

}
