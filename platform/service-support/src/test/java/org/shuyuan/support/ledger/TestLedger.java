package org.shuyuan.support.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.ledger.chain.Checkpoint;
import org.shuyuan.support.ledger.chain.HashChain;
import org.shuyuan.support.ledger.chain.LedgerSigningKey;
import tools.jackson.databind.json.JsonMapper;

/** An exported ledger in the making, line by line. */
final class TestLedger {

	static final String ORIGIN = "data.example.cn/audit/gateway";

	static final Instant AT = Instant.parse("2026-05-01T00:00:00Z");

	private static final HexFormat HEX = HexFormat.of();

	private static final JsonMapper JSON = JsonMapper.builder().build();

	final List<String> lines = new ArrayList<>();

	final List<String> checkpoints = new ArrayList<>();

	private final Random salts = new Random(1);

	private final Map<String, byte[]> last = new HashMap<>();

	private final Map<String, Long> positions = new HashMap<>();

	private final Map<String, String> commitments = new HashMap<>();

	private final LedgerSigningKey key;

	private long records;

	private long signed;

	TestLedger(LedgerSigningKey key) {
		this.key = key;
	}

	/**
	 * As a platform writes it: so many records, each third signed, one payload erased.
	 */
	static TestLedger of(LedgerSigningKey key, int records) {
		TestLedger ledger = new TestLedger(key);
		for (int number = 1; number <= records; number++) {
			ledger.decision("refuse", number);
			if (number % 3 == 0) {
				ledger.sign();
			}
		}
		ledger.erase("log", 2);
		return ledger.sign().end();
	}

	static LedgerSigningKey key(Path folder, String name) {
		try {
			return LedgerSigningKey.open(folder.resolve(name + ".key"), folder.resolve(name + ".pem"));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	TestLedger decision(String outcome, int number) {
		return record("log", JSON.writeValueAsString(Map.of("id", "d" + number, "outcome", outcome)));
	}

	TestLedger record(String writer, String payload) {
		byte[] salt = new byte[16];
		this.salts.nextBytes(salt);
		byte[] commitment = HashChain.commitment(salt, payload);
		long position = this.positions.merge(writer, 1L, Long::sum);
		byte[] previous = this.last.getOrDefault(writer, HashChain.beginning());
		byte[] hash = HashChain.next(previous, position, commitment);
		Map<String, @Nullable Object> link = new LinkedHashMap<>();
		link.put("writer", writer);
		link.put("position", position);
		link.put("previous", HEX.formatHex(previous));
		link.put("commitment", HEX.formatHex(commitment));
		link.put("hash", HEX.formatHex(hash));
		link.put("salt", HEX.formatHex(salt));
		link.put("payload", payload);
		this.lines.add(JSON.writeValueAsString(link));
		this.last.put(writer, hash);
		this.commitments.put(writer + "/" + position, HEX.formatHex(commitment));
		this.records++;
		return this;
	}

	/** The record of chains of before, as far as they have come. */
	TestLedger continued(String... writers) {
		List<Map<String, Object>> chains = new ArrayList<>();
		for (String writer : writers) {
			chains.add(Map.of("writer", writer, "position", this.positions.get(writer), "hash",
					HEX.formatHex(this.last.get(writer))));
		}
		return record("log",
				JSON.writeValueAsString(new LinkedHashMap<>(Map.of("action", "ledger.continued", "chains", chains))));
	}

	/** The record that a payload was erased, and the payload gone. */
	TestLedger erase(String writer, long position) {
		withoutPayload(writer, position);
		return record("log",
				JSON.writeValueAsString(
						Map.of("action", "ledger.erased", "reason", "law", "erased", List.of(Map.of("writer", writer,
								"position", position, "commitment", this.commitments.get(writer + "/" + position))))));
	}

	void withoutPayload(String writer, long position) {
		this.lines.replaceAll((line) -> line.startsWith(start(writer, position))
				? line.replaceFirst("\"salt\":.*}$", "\"salt\":null,\"payload\":null}") : line);
	}

	int lineOf(String writer, long position) {
		for (int i = 0; i < this.lines.size(); i++) {
			if (this.lines.get(i).startsWith(start(writer, position))) {
				return i;
			}
		}
		throw new IllegalArgumentException(writer + "/" + position);
	}

	private static String start(String writer, long position) {
		return "{\"writer\":\"%s\",\"position\":%d,".formatted(writer, position);
	}

	TestLedger sign() {
		long size = this.positions.getOrDefault("log", 0L);
		long erased = this.lines.stream().filter((line) -> line.contains("ledger.erased")).count();
		String note = Checkpoint
			.sign(ORIGIN, ++this.signed, size, this.last.getOrDefault("log", HashChain.beginning()), erased,
					AT.plusSeconds(size), this.key)
			.text();
		this.checkpoints.add(note);
		this.lines.add(JSON.writeValueAsString(
				new LinkedHashMap<>(Map.of("checkpoint", note, "key", HEX.formatHex(this.key.publicKey())))));
		return this;
	}

	TestLedger head(String writer) {
		long position = this.positions.get(writer);
		byte[] hash = this.last.get(writer);
		this.lines.add(JSON.writeValueAsString(Map.of("head",
				Map.of("writer", writer, "position", position, "hash", HEX.formatHex(hash), "at", AT.toString(), "key",
						HEX.formatHex(this.key.publicKey()), "signature",
						HEX.formatHex(this.key.sign(HashChain.head(writer, position, hash, AT.toEpochMilli())))))));
		return this;
	}

	TestLedger end() {
		this.lines.add(end(this.records, this.signed));
		return this;
	}

	static String end(long records, long checkpoints) {
		return JSON.writeValueAsString(
				Map.of("end", new LinkedHashMap<>(Map.of("records", records, "checkpoints", checkpoints))));
	}

	/** What a verifier says of lines, its exit status first. */
	static String verified(Path folder, List<String> lines, String... options) {
		try {
			List<String> arguments = new ArrayList<>();
			arguments.add(Files.write(folder.resolve("export.ndjson"), lines).toString());
			arguments.addAll(List.of(options));
			ByteArrayOutputStream said = new ByteArrayOutputStream();
			int status = VerifyAudit.run(new PrintStream(said, true, StandardCharsets.UTF_8),
					arguments.toArray(String[]::new));
			return status + " " + said.toString(StandardCharsets.UTF_8).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
