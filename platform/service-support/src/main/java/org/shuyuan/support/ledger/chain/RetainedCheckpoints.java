package org.shuyuan.support.ledger.chain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checkpoints, and heads of earlier chains, that were stored outside the platform: a
 * ledger truncated or rewritten since does not match them.
 */
public final class RetainedCheckpoints {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Map<String, String> hashes = new TreeMap<>();

	private final List<Checkpoint> checkpoints = new ArrayList<>();

	private int count;

	/**
	 * Takes what a file holds.
	 * @throws IllegalArgumentException if it is neither a checkpoint nor a list of heads
	 */
	public void add(String text) {
		if (!text.stripLeading().startsWith("{")) {
			Checkpoint checkpoint = Checkpoint.parse(text);
			this.checkpoints.add(checkpoint);
			this.count++;
			if (checkpoint.size() > 0) {
				put(LedgerStore.LOG, checkpoint.size(), checkpoint.hexHash());
			}
			return;
		}
		JsonNode items = JSON.readTree(text).path("items");
		if (items.isEmpty()) {
			throw new IllegalArgumentException("It contains no heads");
		}
		for (JsonNode head : items) {
			if (head.has("checkpoint")) {
				add(head.path("checkpoint").stringValue());
			}
			else {
				this.count++;
				put(head.path("writer").stringValue(), head.path("position").longValue(),
						head.path("hash").stringValue());
			}
		}
	}

	private void put(String writer, long position, String hash) {
		String before = this.hashes.put(writer + "/" + position, hash);
		if (before != null && !before.equals(hash)) {
			throw new IllegalArgumentException("Two retained ones do not agree with each other");
		}
	}

	/** The first that no trusted key has signed. */
	Optional<String> unsigned(Collection<byte[]> keys) {
		return this.checkpoints.stream()
			.filter((checkpoint) -> keys.stream().noneMatch(checkpoint::signedBy))
			.findFirst()
			.map((checkpoint) -> "the kept checkpoint of " + checkpoint.at()
					+ " is not signed by a key of this ledger");
	}

	Optional<String> compare(String writer, long position, String hash) {
		String known = this.hashes.remove(writer + "/" + position);
		return (known == null || known.equals(hash)) ? Optional.empty()
				: Optional.of("its retained checkpoint has another hash");
	}

	Optional<String> agree(String origin) {
		return this.checkpoints.stream().allMatch((checkpoint) -> checkpoint.origin().equals(origin)) ? Optional.empty()
				: Optional.of("it is not the ledger of the retained checkpoint");
	}

	Optional<String> missing() {
		return this.hashes.keySet()
			.stream()
			.findFirst()
			.map((name) -> "the record " + name + ", of a retained checkpoint or head, is missing");
	}

	public int count() {
		return this.count;
	}

}
