package org.shuyuan.gateway.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies an exported ledger offline, in constant memory: the hashes of every chain, the
 * commitments of the payloads that are still there, the signed heads, and that the export
 * is whole. Ends with 0 when all holds, 1 at the first break, 2 when there is nothing to
 * read. Give the public key, hexadecimal, to trust no other, and a file of heads that was
 * kept from {@code /api/v1/sharing/audit/heads} to find out a ledger that was cut since.
 */
public final class VerifyAudit {

	private static final HexFormat HEX = HexFormat.of();

	private final JsonMapper json = JsonMapper.builder().build();

	private final Map<String, byte[]> last = new HashMap<>();

	private final Map<String, Long> positions = new HashMap<>();

	private final Map<String, String> kept = new HashMap<>();

	private Optional<String> trusted = Optional.empty();

	private long compared;

	private boolean ended;

	private long records;

	private long heads;

	private VerifyAudit() {
	}

	public static void main(String[] arguments) {
		System.exit(run(System.out, arguments));
	}

	/**
	 * Verifies the export that is named first.
	 * @return 0 whole, 1 broken, 2 unreadable; the stream says where
	 */
	public static int run(PrintStream out, String... arguments) {
		if (arguments.length < 1) {
			out.println("Give the file exported from /api/v1/sharing/audit/export");
			return 2;
		}
		VerifyAudit verification = new VerifyAudit();
		try {
			for (String argument : List.of(arguments).subList(1, arguments.length)) {
				if (argument.matches("[0-9a-fA-F]{64,}")) {
					verification.trusted = Optional.of(argument);
				}
				else {
					verification.keep(Path.of(argument));
				}
			}
			Optional<String> broken = verification.verify(Path.of(arguments[0]));
			out.println(broken.map((where) -> "BROKEN " + where).orElseGet(verification::summary));
			return broken.isPresent() ? 1 : 0;
		}
		catch (IOException | RuntimeException _) {
			out.println("The file cannot be read");
			return 2;
		}
	}

	private void keep(Path file) throws IOException {
		JsonNode items = this.json.readTree(Files.readAllBytes(file)).path("items");
		if (items.isEmpty()) {
			throw new IOException("No heads were kept in it");
		}
		for (JsonNode head : items) {
			this.compared++;
			this.kept.put(head.path("writer").asString() + "/" + head.path("position").asLong(),
					head.path("hash").asString());
		}
	}

	private Optional<String> verify(Path file) throws IOException {
		try (BufferedReader lines = Files.newBufferedReader(file)) {
			long number = 0;
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				number++;
				Optional<String> broken = broken(line);
				if (broken.isPresent()) {
					return Optional.of("at line " + number + ": " + broken.get());
				}
			}
		}
		if (!this.ended) {
			return Optional.of("at its end: the export was cut off");
		}
		return this.kept.keySet()
			.stream()
			.sorted()
			.findFirst()
			.map((missing) -> "at its end: the record " + missing + ", of which a head was kept, is missing");
	}

	private String summary() {
		return "ok: " + this.records + " records in " + this.last.size() + " chains, " + this.heads + " signed heads"
				+ ((this.compared > 0) ? ", " + this.compared + " kept heads compared" : "");
	}

	private Optional<String> broken(String line) {
		try {
			JsonNode node = this.json.readTree(line);
			if (this.ended) {
				return Optional.of("more follows the end");
			}
			return node.has("end") ? brokenEnd(node.path("end"))
					: node.has("head") ? brokenHead(node.path("head")) : brokenLink(node);
		}
		catch (RuntimeException | GeneralSecurityException _) {
			return Optional.of("not a record of the ledger");
		}
	}

	private Optional<String> brokenLink(JsonNode link) {
		String writer = link.path("writer").asString();
		long position = link.path("position").asLong();
		byte[] previous = bytes(link, "previous");
		byte[] commitment = bytes(link, "commitment");
		byte[] hash = bytes(link, "hash");
		if (position != this.positions.getOrDefault(writer, 0L) + 1) {
			return Optional.of("a record is missing before position " + position);
		}
		if (!Arrays.equals(previous, this.last.getOrDefault(writer, Chain.beginning()))) {
			return Optional.of("it does not follow the record before it");
		}
		if (!Arrays.equals(hash, Chain.next(previous, position, commitment))) {
			return Optional.of("its hash is not that of its content");
		}
		if (link.hasNonNull("payload")
				&& !Arrays.equals(commitment, Chain.commitment(bytes(link, "salt"), link.path("payload").asString()))) {
			return Optional.of("its payload was changed");
		}
		this.records++;
		this.positions.put(writer, position);
		this.last.put(writer, hash);
		String kept = this.kept.remove(writer + "/" + position);
		return (kept == null || kept.equals(HEX.formatHex(hash))) ? Optional.empty()
				: Optional.of("a head that was kept signs another hash for it");
	}

	private Optional<String> brokenEnd(JsonNode end) {
		this.ended = true;
		return (end.path("records").asLong() == this.records && end.path("heads").asLong() == this.heads)
				? Optional.empty() : Optional.of("it does not hold as many records and heads as it says");
	}

	private Optional<String> brokenHead(JsonNode head) throws GeneralSecurityException {
		String writer = head.path("writer").asString();
		long position = head.path("position").asLong();
		byte[] hash = bytes(head, "hash");
		if (position != this.positions.getOrDefault(writer, 0L) || !Arrays.equals(hash, this.last.get(writer))) {
			return Optional.of("a signed head does not sign the record before it");
		}
		if (this.trusted.isPresent() && !this.trusted.get().equalsIgnoreCase(head.path("key").asString())) {
			return Optional.of("a head is signed with another key");
		}
		Signature signature = Signature.getInstance("Ed25519");
		signature
			.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes(head, "key"))));
		signature.update(Chain.head(writer, position, hash, Instant.parse(head.path("at").asString()).toEpochMilli()));
		this.heads++;
		return signature.verify(bytes(head, "signature")) ? Optional.empty()
				: Optional.of("the signature of a head is wrong");
	}

	private static byte[] bytes(JsonNode node, String name) {
		return HEX.parseHex(node.path(name).asString());
	}

}
