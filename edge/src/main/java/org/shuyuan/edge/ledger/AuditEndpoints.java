package org.shuyuan.edge.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.edge.web.Page;
import org.shuyuan.vocab.Role;
import tools.jackson.databind.JsonNode;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A service's ledger over HTTP. Who reads it changes nothing.
 */
public abstract class AuditEndpoints {

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private static final int HEADS = 200;

	private final ProcessLedger ledger;

	protected AuditEndpoints(ProcessLedger ledger) {
		this.ledger = ledger;
	}

	/**
	 * Whose data a caller may see the calls on.
	 * @return the agency; null for everything
	 */
	protected @Nullable String provider(Caller caller) {
		caller.require(Role.AUDITOR, Role.AUTHORITY);
		return null;
	}

	@GetMapping
	public Page<JsonNode> search(Caller caller, @RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to,
			@RequestParam(required = false) @Nullable String subject,
			@RequestParam(required = false) @Nullable String agency,
			@RequestParam(required = false) @Nullable String entry,
			@RequestParam(required = false) @Nullable String outcome,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
		LedgerSearch.Query query = new LedgerSearch.Query(from, to, subject, agency, provider(caller), entry, outcome,
				after);
		return Page.of(this.ledger.search().find(query, Page.limit(limit) + 1), limit,
				(record) -> record.path("id").asString());
	}

	/** The newest checkpoints first. */
	@GetMapping("/heads")
	public Map<String, Object> heads(Caller caller) {
		caller.require(Role.AUDITOR);
		List<Map<String, Object>> heads = this.ledger.checkpoints(HEADS).stream().map((checkpoint) -> {
			Map<String, Object> head = new LinkedHashMap<>();
			head.put("origin", checkpoint.origin());
			head.put("size", checkpoint.size());
			head.put("hash", checkpoint.hexHash());
			head.put("erased", checkpoint.erased());
			head.put("at", checkpoint.at());
			head.put("checkpoint", checkpoint.text());
			return head;
		}).toList();
		return Map.of("items", heads);
	}

	/** Signed now, to be kept elsewhere. */
	@GetMapping("/checkpoint")
	public ResponseEntity<String> checkpoint(Caller caller) {
		caller.require(Role.AUDITOR, Role.AUTHORITY);
		return ResponseEntity.ok().contentType(TEXT).body(this.ledger.sign().text());
	}

	/** The public key that checkpoints are signed with, to be kept elsewhere. */
	@GetMapping("/key")
	public ResponseEntity<String> key() {
		return ResponseEntity.ok().contentType(TEXT).body(this.ledger.publicKey());
	}

	/**
	 * The whole ledger as it stands at one moment: each record, after it the checkpoint
	 * that signs it, and a last line that says how many there were.
	 */
	@GetMapping("/export")
	public void export(Caller caller, HttpServletResponse response) throws IOException {
		caller.require(Role.AUDITOR);
		this.ledger.export(() -> {
			response.setContentType("application/x-ndjson");
			return response.getOutputStream();
		});
	}

}
