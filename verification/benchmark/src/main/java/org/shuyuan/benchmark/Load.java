package org.shuyuan.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests in a loop over keep-alive connections, by {@code wrk}.
 *
 * @param perSecond answered requests per second
 * @param p50 median latency in milliseconds
 * @param p95 latency in milliseconds that 95 % stay under
 * @param p99 latency in milliseconds that 99 % stay under
 * @param failed answers other than 2xx and 3xx, and broken connections
 */
record Load(double perSecond, double p50, double p95, double p99, long failed) {

	private static final Pattern RESULT = Pattern
		.compile("RESULT rate=([\\d.]+) p50=([\\d.]+) p95=([\\d.]+) p99=([\\d.]+) failed=(\\d+)");

	/**
	 * Runs {@code wrk} over the paths in turn.
	 * @param connections how many at once, 1-64
	 * @param seconds how long, 1-60
	 * @param headers lines such as {@code Accept: text/html}
	 */
	static Load over(URI base, List<String> paths, int connections, int seconds, List<String> headers)
			throws IOException, InterruptedException {
		Path script = Files.createTempFile("load", ".lua");
		try {
			Files.writeString(script, script(paths));
			List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s",
					"--timeout", "30s", "-s", script.toString()));
			for (String header : headers) {
				command.add("-H");
				command.add(header);
			}
			command.add(base.toString());
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			Matcher found = RESULT.matcher(output);
			if (process.waitFor() != 0 || !found.find()) {
				throw new IllegalStateException("wrk did not finish: " + output);
			}
			return new Load(number(found, 1), number(found, 2), number(found, 3), number(found, 4),
					Long.parseLong(found.group(5)));
		}
		finally {
			Files.delete(script);
		}
	}

	private static double number(Matcher found, int group) {
		return Double.parseDouble(found.group(group));
	}

	private static String script(List<String> paths) {
		StringBuilder lua = new StringBuilder("local paths = {\n");
		paths.forEach((path) -> lua.append("  \"").append(path).append("\",\n"));
		return lua.append("""
				}
				local at = 0
				request = function()
				  at = at % #paths + 1
				  return wrk.format("GET", paths[at])
				end
				done = function(summary, latency)
				  local e = summary.errors
				  print(string.format("RESULT rate=%.1f p50=%.2f p95=%.2f p99=%.2f failed=%d",
				    summary.requests / (summary.duration / 1000000), latency:percentile(50) / 1000,
				    latency:percentile(95) / 1000, latency:percentile(99) / 1000,
				    e.connect + e.read + e.write + e.status + e.timeout))
				end
				""").toString();
	}

	@Override
	public String toString() {
		return "%.0f/s, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%s".formatted(this.perSecond, this.p50, this.p95, this.p99,
				(this.failed > 0) ? ", %d failed".formatted(this.failed) : "");
	}

}
