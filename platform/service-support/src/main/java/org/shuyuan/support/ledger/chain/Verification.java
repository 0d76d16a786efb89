package org.shuyuan.support.ledger.chain;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verifies an exported ledger line by line, in constant memory but for what was erased:
 * the chain of every record, the commitments of the payloads, that each payload which is
 * missing was erased by a record in the chain, that every checkpoint is signed by a
 * trusted key, and that the last of them covers all.
 */
public final class Verification {

	private static final HexFormat HEX = HexFormat.of();

	private static final Set<String> RECORD = Set.of("writer", "position", "previous", "commitment", "hash", "salt",
			"payload");

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final TrustedKeys trusted;

	private final RetainedCheckpoints kept;

	private final Map<String, End> chains = new TreeMap<>();

	private final Map<String, String> missing = new TreeMap<>();

	private final Map<String, String> erased = new HashMap<>();

	private final Map<String, String> reasons = new HashMap<>();

	private final Map<String, byte[]> signers = new TreeMap<>();

	private Map<String, String> continued = Map.of();

	private @Nullable Checkpoint newest;

	private boolean ended;

	private long records;

	private long checkpoints;

	public Verification(TrustedKeys trusted, RetainedCheckpoints kept) {
		this.trusted = trusted;
		this.kept = kept;
	}

	/** What is broken at a line, if anything is. */
	public Optional<String> line(String line) {
		if (this.ended) {
			return Optional.of("more follows the end");
		}
		try {
			JsonNode node = JSON.readTree(line);
			if (node.has("end")) {
				return end(node.path("end"));
			}
			if (node.has("checkpoint")) {
				return checkpoint(node);
			}
			return node.has("head") ? head(node.path("head")) : record(node);
		}
		catch (RuntimeException _) {
			return Optional.of("not a record of the ledger");
		}
	}

	private Optional<String> record(JsonNode node) {
		String writer = text(node, "writer");
		String searched = node.path("searched").asString("");
		if (!searched.isEmpty()) {
			return Optional.of("what it is searched by is not what was recorded");
		}
		if (!Set.copyOf(node.propertyNames()).equals(RECORD)) {
			return Optional.of("not a record of the ledger");
		}
		End before = this.chains.getOrDefault(writer, End.BEGINNING);
		long position = node.path("position").longValue();
		byte[] previous = bytes(node, "previous");
		byte[] commitment = bytes(node, "commitment");
		byte[] hash = bytes(node, "hash");
		if (!writer.equals(LedgerStore.LOG) && this.chains.containsKey(LedgerStore.LOG)) {
			return Optional.of("a chain of before follows the log");
		}
		if (position != before.position() + 1) {
			return Optional.of("a record is missing before position " + position);
		}
		if (!Arrays.equals(previous, before.hash())) {
			return Optional.of("it does not follow the record before it");
		}
		if (!Arrays.equals(hash, HashChain.next(previous, position, commitment))) {
			return Optional.of("its hash is not that of its content");
		}
		Optional<String> broken = payload(writer, position, commitment, node);
		if (broken.isPresent()) {
			return broken;
		}
		this.records++;
		this.chains.put(writer, new End(position, hash));
		return this.kept.compare(writer, position, HEX.formatHex(hash));
	}

	private Optional<String> payload(String writer, long position, byte[] commitment, JsonNode node) {
		String name = writer + "/" + position;
		if (node.path("payload").isNull() && node.path("salt").isNull()) {
			this.missing.put(name, HEX.formatHex(commitment));
			return Optional.empty();
		}
		String payload = text(node, "payload");
		if (!Arrays.equals(commitment, HashChain.commitment(bytes(node, "salt"), payload))) {
			return Optional.of("its payload was changed");
		}
		if (!writer.equals(LedgerStore.LOG) || !payload.contains("\"action\":\"ledger.")) {
			return Optional.empty();
		}
		JsonNode said = JSON.readTree(payload);
		switch (said.path("action").asString("")) {
			case "ledger.erased" -> said.path("erased").forEach((each) -> {
				String erased = text(each, "writer") + "/" + each.path("position").longValue();
				this.erased.put(erased, text(each, "commitment"));
				this.reasons.put(erased, reason(said, name));
			});
			case "ledger.continued" -> {
				if (position != 1) {
					return Optional.of("chains are continued after the beginning");
				}
				Map<String, String> chains = new TreeMap<>();
				said.path("chains")
					.forEach((each) -> chains.put(text(each, "writer"),
							each.path("position").longValue() + " " + text(each, "hash")));
				this.continued = chains;
			}
			default -> {
			}
		}
		return Optional.empty();
	}

	private Optional<String> checkpoint(JsonNode node) {
		Checkpoint checkpoint = Checkpoint.parse(text(node, "checkpoint"));
		byte[] key = bytes(node, "key");
		End log = this.chains.getOrDefault(LedgerStore.LOG, End.BEGINNING);
		Checkpoint before = this.newest;
		if (before != null && (!before.origin().equals(checkpoint.origin()) || checkpoint.size() <= before.size())) {
			return Optional.of("a checkpoint is not of this ledger, or not in its order");
		}
		if (checkpoint.number() != ((before != null) ? before.number() : 0) + 1) {
			return Optional.of("a checkpoint is missing before number " + checkpoint.number());
		}
		if (checkpoint.size() != log.position() || !Arrays.equals(checkpoint.hash(), log.hash())) {
			return Optional.of("a checkpoint does not sign the record before it");
		}
		if (checkpoint.erased() != this.erased.size()) {
			return Optional.of("a checkpoint says that %d payloads were erased, the chain says %d"
				.formatted(checkpoint.erased(), this.erased.size()));
		}
		this.signers.put(PublicKeys.fingerprint(key), key);
		if (!this.trusted.contains(key)) {
			return Optional.of("a checkpoint is signed with another key, " + PublicKeys.fingerprint(key));
		}
		if (!checkpoint.signedBy(key)) {
			return Optional.of("the signature of a checkpoint is wrong");
		}
		this.newest = checkpoint;
		this.checkpoints++;
		return this.kept.agree(checkpoint.origin());
	}

	/** A chain of before has its own signed heads. */
	private Optional<String> head(JsonNode head) {
		String writer = text(head, "writer");
		long position = head.path("position").longValue();
		byte[] hash = bytes(head, "hash");
		byte[] key = bytes(head, "key");
		End end = this.chains.get(writer);
		if (writer.equals(LedgerStore.LOG) || end == null || position != end.position()
				|| !Arrays.equals(hash, end.hash())) {
			return Optional.of("a signed head does not sign the record before it");
		}
		this.signers.put(PublicKeys.fingerprint(key), key);
		if (!this.trusted.contains(key)) {
			return Optional.of("a head is signed with another key, " + PublicKeys.fingerprint(key));
		}
		byte[] signed = HashChain.head(writer, position, hash, Instant.parse(text(head, "at")).toEpochMilli());
		return PublicKeys.verifies(key, signed, bytes(head, "signature")) ? Optional.empty()
				: Optional.of("the signature of a head is wrong");
	}

	private Optional<String> end(JsonNode end) {
		this.ended = true;
		return (end.path("records").longValue() == this.records
				&& end.path("checkpoints").longValue() == this.checkpoints) ? Optional.empty()
						: Optional.of("it does not hold as many records and checkpoints as it says");
	}

	/** What is broken of the whole, after its last line. */
	public Optional<String> whole() {
		Checkpoint last = this.newest;
		End log = this.chains.getOrDefault(LedgerStore.LOG, End.BEGINNING);
		if (!this.ended) {
			return Optional.of("the export was cut off");
		}
		if (last == null) {
			return Optional.of("no checkpoint signs it");
		}
		if (last.size() != log.position()) {
			return Optional.of("%d records follow the newest checkpoint".formatted(log.position() - last.size()));
		}
		Map<String, String> before = new TreeMap<>();
		this.chains.forEach((writer, end) -> {
			if (!writer.equals(LedgerStore.LOG)) {
				before.put(writer, end.position() + " " + HEX.formatHex(end.hash()));
			}
		});
		if (!before.equals(this.continued)) {
			return Optional.of("the chains of before are not those that the log continues");
		}
		if (!this.missing.equals(this.erased)) {
			Set<String> differing = new TreeSet<>(this.missing.keySet());
			differing.addAll(this.erased.keySet());
			differing
				.removeIf((name) -> this.missing.getOrDefault(name, "-").equals(this.erased.getOrDefault(name, "--")));
			String first = differing.iterator().next();
			return Optional.of(this.missing.containsKey(first)
					? "the payload of %s is missing, and no record says that it was erased".formatted(first)
					: "the payload of %s was erased, as a record says, and is there".formatted(first));
		}
		return this.kept.unsigned(this.signers.values()).or(this.kept::missing);
	}

	/** Whose signatures were found. */
	public Set<String> signers() {
		return this.signers.keySet();
	}

	/** What was erased, as records say, with who did it and why. */
	public List<String> erased() {
		return this.missing.keySet().stream().map((name) -> name + this.reasons.getOrDefault(name, "")).toList();
	}

	private static String reason(JsonNode said, String record) {
		String asked = said.path("askedBy").asString("");
		String clause = said.path("clause").asString("");
		return " at %s by %s%s, as %s says: %s%s".formatted(said.path("at").asString("?"),
				said.path("subject").asString("?"), asked.isEmpty() ? "" : ", asked for by " + asked, record,
				said.path("note").asString("?"), clause.isEmpty() ? "" : " (" + clause + ")");
	}

	/** What was proven. */
	public String summary() {
		Checkpoint last = this.newest;
		if (last == null) {
			return "nothing";
		}
		int before = this.continued.size();
		return "%d records%s, %d of them erased, %d checkpoints, the newest of %s at record %d of %s, signed by %s"
			.formatted(this.records, (before > 0) ? " in the log and %d chains before it".formatted(before) : "",
					this.missing.size(), this.checkpoints, last.at(), last.size(), last.origin(),
					String.join(", ", this.signers.keySet()));
	}

	/** When the newest checkpoint was signed. */
	public Optional<Instant> completeUntil() {
		return Optional.ofNullable(this.newest).map(Checkpoint::at);
	}

	private static String text(JsonNode node, String name) {
		JsonNode value = node.path(name);
		if (!value.isString()) {
			throw new IllegalArgumentException(name + " is no text");
		}
		return value.stringValue();
	}

	private static byte[] bytes(JsonNode node, String name) {
		return HEX.parseHex(text(node, name));
	}

	private record End(long position, byte[] hash) {

		static final End BEGINNING = new End(0, HashChain.beginning());

	}

}
