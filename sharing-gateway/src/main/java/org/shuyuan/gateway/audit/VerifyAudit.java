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
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies an exported ledger offline: the hashes of every chain, the commitments of the
 * payloads that are still there, and the signed heads. Ends with 0 when all holds, 1 at
 * the first break, 2 when there is nothing to read. Give the public key, hexadecimal, as
 * the second argument to trust no other.
 */
public final class VerifyAudit {

	private static final HexFormat HEX = HexFormat.of();

	private final JsonMapper json = JsonMapper.builder().build();

	private final Map<String, byte[]> last = new HashMap<>();

	private final Map<String, Long> positions = new HashMap<>();

	private final Map<String, byte[]> hashes = new HashMap<>();

	private final Optional<String> trusted;

	private long records;

	private long heads;

	private VerifyAudit(Optional<String> trusted) {
		this.trusted = trusted;
	}

	public static void main(String[] arguments) {
		System.exit(run(System.out, arguments));
	}

	static int run(PrintStream out, String... arguments) {
		if (arguments.length < 1) {
			out.println("Give the file exported from /api/v1/sharing/audit/export");
			return 2;
		}
		Optional<String> key = (arguments.length > 1) ? Optional.of(arguments[1]) : Optional.empty();
		try {
			return new VerifyAudit(key).verify(out, Path.of(arguments[0]));
		}
		catch (IOException ex) {
			out.println("The file cannot be read");
			return 2;
		}
	}

	private int verify(PrintStream out, Path file) throws IOException {
		try (BufferedReader lines = Files.newBufferedReader(file)) {
			long number = 0;
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				number++;
				Optional<String> broken = broken(line);
				if (broken.isPresent()) {
					out.println("BROKEN at line " + number + ": " + broken.get());
					return 1;
				}
			}
		}
		out.println(
				"ok: " + this.records + " records in " + this.last.size() + " chains, " + this.heads + " signed heads");
		return 0;
	}

	private Optional<String> broken(String line) {
		try {
			JsonNode node = this.json.readTree(line);
			return node.has("head") ? brokenHead(node.path("head")) : brokenLink(node);
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
		this.hashes.put(writer + "/" + position, hash);
		return Optional.empty();
	}

	private Optional<String> brokenHead(JsonNode head) throws GeneralSecurityException {
		String writer = head.path("writer").asString();
		long position = head.path("position").asLong();
		byte[] hash = bytes(head, "hash");
		if (!Arrays.equals(hash, this.hashes.get(writer + "/" + position))) {
			return Optional.of("a signed head names another hash for position " + position);
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
