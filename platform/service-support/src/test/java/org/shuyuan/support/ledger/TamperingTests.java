package org.shuyuan.support.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.support.ledger.chain.LedgerSigningKey;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thousands of exports tampered with at random: none may verify. The end line, which
 * nobody signs, is put right each time, as a forger would.
 */
class TamperingTests {

	private static final int TRIALS = 4000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@TempDir
	private Path folder;

	private final Random random = new Random(20260501);

	@Test
	void nothingThatWasTamperedWithVerifies() throws IOException {
		LedgerSigningKey key = TestLedger.key(this.folder, "audit");
		TestLedger ledger = TestLedger.of(key, 12);
		TestLedger other = TestLedger.of(TestLedger.key(this.folder, "forger"), 12);
		String pem = this.folder.resolve("audit.pem").toString();
		String kept = Files.writeString(this.folder.resolve("checkpoint.txt"), ledger.checkpoints.getLast()).toString();
		assertThat(TestLedger.verified(this.folder, ledger.lines, "--key", pem, "--since", kept)).startsWith("0 ok");
		int tried = 0;
		for (int trial = 0; trial < TRIALS; trial++) {
			List<String> lines = new ArrayList<>(ledger.lines);
			for (int i = this.random.nextInt(3); i >= 0; i--) {
				tamper(lines, other.lines);
			}
			lines.set(lines.size() - 1, end(lines));
			if (same(lines, ledger.lines)) {
				continue;
			}
			tried++;
			String said = TestLedger.verified(this.folder, lines, "--key", pem, "--since", kept);
			assertThat(said).as(String.join("\n", lines)).startsWith("1 BROKEN");
			assertThat(TestLedger.verified(this.folder, lines)).doesNotStartWith("0");
		}
		assertThat(tried).isGreaterThan(TRIALS / 2);
	}

	private void tamper(List<String> lines, List<String> others) {
		int at = this.random.nextInt(lines.size() - 1);
		int to = this.random.nextInt(lines.size() - 1);
		if (lines.size() < 4) {
			return;
		}
		switch (this.random.nextInt(9)) {
			case 0 -> lines.remove(at);
			case 1 -> lines.add(to, lines.get(at));
			case 2 -> lines.add(to, lines.remove(at));
			case 3 -> lines.subList(Math.min(at, to), Math.max(at, to)).clear();
			case 4 -> lines.set(at, others.get(this.random.nextInt(others.size() - 1)));
			case 5 -> lines.set(at, lines.get(at).replaceFirst("\"salt\":.*}$", "\"salt\":null,\"payload\":null}"));
			case 6 -> lines.removeIf((line) -> line.contains("\"checkpoint\"") && this.random.nextBoolean());
			case 7 -> lines.set(at, lines.get(at).replace("refuse", "permit"));
			default -> lines.set(at, flipped(lines.get(at)));
		}
	}

	/** One sign changed for another that stands there as well. */
	private String flipped(String line) {
		int at = this.random.nextInt(line.length());
		char sign = line.charAt(at);
		char other = Character.isDigit(sign) ? (char) ('0' + (sign - '0' + 1 + this.random.nextInt(8)) % 10)
				: (char) (sign + 1);
		return line.substring(0, at) + other + line.substring(at + 1);
	}

	private static String end(List<String> lines) {
		List<String> before = lines.subList(0, lines.size() - 1);
		long checkpoints = before.stream().filter((line) -> line.contains("\"checkpoint\"")).count();
		return TestLedger.end(before.size() - checkpoints, checkpoints);
	}

	private static boolean same(List<String> some, List<String> others) {
		if (some.size() != others.size()) {
			return false;
		}
		for (int i = 0; i < some.size(); i++) {
			try {
				if (!JSON.readTree(some.get(i)).equals(JSON.readTree(others.get(i)))) {
					return false;
				}
			}
			catch (RuntimeException _) {
				return false;
			}
		}
		return true;
	}

}
