package org.shuyuan.gateway.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class VerifyAuditTests {

	private static final HexFormat HEX = HexFormat.of();

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final Instant AT = Instant.parse("2026-05-01T00:00:00Z");

	private static final KeyPair KEY = key();

	@TempDir
	private Path folder;

	private final Random salts = new Random(1);

	private final List<String> lines = new ArrayList<>();

	private Map<String, Object> head = Map.of();

	@BeforeEach
	void chainTwoWriters() {
		chain("aaaa", 4);
		chain("bbbb", 2);
		end(6, 2);
	}

	@Test
	void intactLedgerHolds() {
		assertThat(verify()).isEqualTo("ok: 6 records in 2 chains, 2 signed heads");
	}

	@Test
	void erasedPayloadStillHolds() {
		this.lines.set(1, this.lines.get(1).replaceFirst("\"payload\":\"[^\"]*\"", "\"payload\":null"));
		assertThat(verify()).startsWith("ok: 6 records");
	}

	@Test
	void changedPayloadBreaks() {
		this.lines.set(1, this.lines.get(1).replace("decision 2", "decision 3"));
		assertThat(verify()).isEqualTo("BROKEN at line 2: its payload was changed");
	}

	@Test
	void changedCommitmentBreaks() {
		this.lines.set(1,
				this.lines.get(1)
					.replaceFirst("\"commitment\":\"....", "\"commitment\":\"0000")
					.replaceFirst("\"payload\":\"[^\"]*\"", "\"payload\":null"));
		assertThat(verify()).isEqualTo("BROKEN at line 2: its hash is not that of its content");
	}

	@Test
	void missingRecordBreaks() {
		this.lines.remove(1);
		assertThat(verify()).isEqualTo("BROKEN at line 2: a record is missing before position 3");
	}

	@Test
	void missingFirstRecordBreaks() {
		this.lines.remove(0);
		assertThat(verify()).isEqualTo("BROKEN at line 1: a record is missing before position 2");
	}

	@Test
	void swappedRecordsBreak() {
		Collections.swap(this.lines, 1, 2);
		assertThat(verify()).isEqualTo("BROKEN at line 2: a record is missing before position 3");
	}

	@Test
	void recordChainedAnewBreaksAtTheSignedHead() {
		this.lines.clear();
		chain("aaaa", 4);
		String signed = this.lines.getLast();
		this.lines.clear();
		chain("aaaa", 4);
		this.lines.set(4, signed);
		end(4, 1);
		assertThat(verify()).isEqualTo("BROKEN at line 5: a signed head does not sign the record before it");
	}

	@Test
	void tailCutAgainstItsSignedHeadBreaks() {
		this.lines.remove(3);
		assertThat(verify()).isEqualTo("BROKEN at line 4: a signed head does not sign the record before it");
	}

	@Test
	void tailCutWithItsHeadBreaksAgainstAHeadThatWasKept() throws IOException {
		Path kept = Files.writeString(this.folder.resolve("heads.json"),
				JSON.writeValueAsString(Map.of("items", List.of(this.head))));
		assertThat(verify(kept.toString())).endsWith(", 1 kept heads compared");
		this.lines.clear();
		chain("aaaa", 4);
		end(4, 1);
		assertThat(verify()).startsWith("ok:");
		assertThat(verify(kept.toString()))
			.isEqualTo("BROKEN at its end: the record bbbb/2, of which a head was kept, is missing");
	}

	@Test
	void fileWithoutKeptHeadsIsNoneToCompareWith() throws IOException {
		Path bare = Files.writeString(this.folder.resolve("bare.json"), JSON.writeValueAsString(this.head));
		Path empty = Files.writeString(this.folder.resolve("empty.json"), "{\"items\":[]}");
		Path export = Files.write(this.folder.resolve("export.ndjson"), this.lines);
		PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
		assertThat(VerifyAudit.run(nowhere, export.toString(), bare.toString())).isEqualTo(2);
		assertThat(VerifyAudit.run(nowhere, export.toString(), empty.toString())).isEqualTo(2);
	}

	@Test
	void exportCutOffBreaks() {
		this.lines.removeLast();
		assertThat(verify()).isEqualTo("BROKEN at its end: the export was cut off");
		this.lines.subList(2, this.lines.size()).clear();
		assertThat(verify()).isEqualTo("BROKEN at its end: the export was cut off");
	}

	@Test
	void wholeChainLeftOutBreaks() {
		this.lines.subList(0, 5).clear();
		assertThat(verify()).isEqualTo("BROKEN at line 4: it does not hold as many records and heads as it says");
	}

	@Test
	void headOfAnotherKeyBreaks() {
		assertThat(verify(HEX.formatHex(KEY.getPublic().getEncoded()))).startsWith("ok:");
		assertThat(verify(HEX.formatHex(key().getPublic().getEncoded())))
			.isEqualTo("BROKEN at line 5: a head is signed with another key");
	}

	@Test
	void changedSignatureBreaks() {
		this.lines.set(4, this.lines.get(4).replace(AT.toString(), AT.plusSeconds(1).toString()));
		assertThat(verify()).isEqualTo("BROKEN at line 5: the signature of a head is wrong");
	}

	@Test
	void whatIsNoLedgerBreaks() {
		this.lines.set(2, "{}");
		assertThat(verify()).startsWith("BROKEN at line 3");
		this.lines.set(2, "nonsense");
		assertThat(verify()).isEqualTo("BROKEN at line 3: not a record of the ledger");
		assertThat(VerifyAudit.run(new PrintStream(new ByteArrayOutputStream()), "nowhere")).isEqualTo(2);
	}

	private void chain(String writer, int records) {
		byte[] previous = Chain.beginning();
		for (int position = 1; position <= records; position++) {
			byte[] salt = new byte[16];
			this.salts.nextBytes(salt);
			String payload = "decision " + position;
			byte[] commitment = Chain.commitment(salt, payload);
			byte[] hash = Chain.next(previous, position, commitment);
			Map<String, Object> link = new LinkedHashMap<>();
			link.put("writer", writer);
			link.put("position", position);
			link.put("previous", HEX.formatHex(previous));
			link.put("commitment", HEX.formatHex(commitment));
			link.put("hash", HEX.formatHex(hash));
			link.put("salt", HEX.formatHex(salt));
			link.put("payload", payload);
			this.lines.add(JSON.writeValueAsString(link));
			previous = hash;
		}
		this.head = Map.of("writer", writer, "position", records, "hash", HEX.formatHex(previous), "at", AT.toString(),
				"key", HEX.formatHex(KEY.getPublic().getEncoded()), "signature",
				HEX.formatHex(sign(Chain.head(writer, records, previous, AT.toEpochMilli()))));
		this.lines.add(JSON.writeValueAsString(Map.of("head", this.head)));
	}

	private void end(int records, int heads) {
		this.lines.add(JSON.writeValueAsString(Map.of("end", Map.of("records", records, "heads", heads))));
	}

	private String verify(String... further) {
		try {
			Path export = Files.write(this.folder.resolve("export.ndjson"), this.lines);
			List<String> arguments = new ArrayList<>(List.of(export.toString()));
			arguments.addAll(List.of(further));
			ByteArrayOutputStream said = new ByteArrayOutputStream();
			int status = VerifyAudit.run(new PrintStream(said, true, StandardCharsets.UTF_8),
					arguments.toArray(String[]::new));
			String text = said.toString(StandardCharsets.UTF_8).strip();
			assertThat(status).isEqualTo(text.startsWith("ok") ? 0 : 1);
			return text;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] sign(byte[] what) {
		try {
			Signature signature = Signature.getInstance("Ed25519");
			signature.initSign(KEY.getPrivate());
			signature.update(what);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyPair key() {
		try {
			return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
