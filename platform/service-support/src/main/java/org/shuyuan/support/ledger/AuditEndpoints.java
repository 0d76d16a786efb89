package org.shuyuan.support.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.web.Page;
import org.shuyuan.support.web.ParameterValue;
import org.shuyuan.vocab.role.Role;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

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
	@ApiResponse(responseCode = "200", description = "The newest first",
			content = @Content(mediaType = "application/json", schema = @Schema(implementation = AuditRecords.class)))
	public Page<JsonNode> search(Caller caller, @RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to,
			@RequestParam(required = false) @Nullable String subject,
			@RequestParam(required = false) @Nullable String agency,
			@RequestParam(required = false) @Nullable String entry,
			@RequestParam(required = false) @Nullable String outcome,
			@RequestParam(required = false) @Nullable List<String> record,
			@RequestParam(required = false) @Nullable String after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit) {
		LedgerSearch.Query query = new LedgerSearch.Query(from, to, subject, agency, provider(caller), entry, outcome,
				(record != null) ? record : List.of(), after);
		return Page.of(this.ledger.search().find(query, limit + 1), limit, (found) -> found.path("id").asString());
	}

	/** What was asked to be erased, the newest first. */
	@GetMapping("/erasures")
	public Page<Erasure> erasures(Caller caller, @RequestParam(required = false) @Nullable String state,
			@RequestParam(required = false) @Nullable String after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit) {
		caller.require(Role.AUDITOR, Role.AUTHORITY);
		ParameterValue.oneOf("state", state, Erasure.State.class);
		return Page.of(this.ledger.erasures().list(state, after, limit + 1), limit, Erasure::id);
	}

	@GetMapping("/erasures/{id}")
	public Erasure erasure(Caller caller, @PathVariable String id) {
		caller.require(Role.AUDITOR, Role.AUTHORITY);
		return this.ledger.erasures().find(id);
	}

	/** Asks to have payloads erased, which a second person does. */
	@PostMapping("/erasures")
	@ResponseStatus(HttpStatus.CREATED)
	public ResponseEntity<Erasure> ask(Caller caller, @RequestBody NewErasure body) {
		caller.requirePerson(Role.AUDITOR, Role.AUTHORITY);
		Erasure asked = this.ledger.erasures().ask(body.records(), body.reason(), body.clause(), caller);
		return ResponseEntity
			.created(ServletUriComponentsBuilder.fromCurrentRequestUri()
				.scheme(null)
				.host(null)
				.port(null)
				.pathSegment(asked.id())
				.build()
				.toUri())
			.body(asked);
	}

	/** Erases them: the second person's hand. */
	@PostMapping("/erasures/{id}/carry-out")
	public Erasure carryOut(Caller caller, @PathVariable String id) {
		caller.requirePerson(Role.AUDITOR, Role.AUTHORITY);
		return this.ledger.erasures().carryOut(id, caller);
	}

	@PostMapping("/erasures/{id}/refuse")
	public Erasure refuse(Caller caller, @PathVariable String id, @RequestBody ErasureRefusal body) {
		caller.requirePerson(Role.AUDITOR, Role.AUTHORITY);
		return this.ledger.erasures().refuse(id, body.reason(), caller);
	}

	@PostMapping("/erasures/{id}/withdraw")
	public Erasure withdraw(Caller caller, @PathVariable String id) {
		caller.requirePerson(Role.AUDITOR, Role.AUTHORITY);
		return this.ledger.erasures().withdraw(id, caller);
	}

	/** The newest checkpoints first. */
	@GetMapping("/heads")
	public CheckpointList heads(Caller caller) {
		caller.require(Role.AUDITOR);
		return new CheckpointList(this.ledger.checkpoints(HEADS)
			.stream()
			.map((checkpoint) -> new SignedCheckpoint(checkpoint.origin(), checkpoint.size(), checkpoint.hexHash(),
					checkpoint.erased(), checkpoint.at(), checkpoint.text()))
			.toList());
	}

	/** Signed now, to be kept elsewhere. */
	@GetMapping("/checkpoint")
	@ApiResponse(responseCode = "200", description = "A signed note in the form of a checkpoint",
			content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
	public ResponseEntity<String> checkpoint(Caller caller) {
		caller.require(Role.AUDITOR, Role.AUTHORITY);
		return ResponseEntity.ok().contentType(TEXT).body(this.ledger.sign().text());
	}

	/** The public key that checkpoints are signed with, to be kept elsewhere. */
	@GetMapping("/key")
	@ApiResponse(responseCode = "200", description = "The key as PEM",
			content = @Content(mediaType = "text/plain", schema = @Schema(type = "string")))
	public ResponseEntity<String> key() {
		return ResponseEntity.ok().contentType(TEXT).body(this.ledger.publicKey());
	}

	/**
	 * The whole ledger as of one moment: each record, after it the checkpoint that signs
	 * it, and a last line that says how many there were.
	 */
	@GetMapping("/export")
	@ApiResponse(responseCode = "200", description = "Records, checkpoints, and at last how many there were",
			content = @Content(mediaType = "application/x-ndjson",
					schema = @Schema(type = "object", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)))
	public void export(Caller caller, HttpServletResponse response) throws IOException {
		caller.require(Role.AUDITOR);
		this.ledger.export(() -> {
			response.setContentType("application/x-ndjson");
			return response.getOutputStream();
		});
	}

	/**
	 * What is to be erased.
	 *
	 * @param records ids of records, 200 at most
	 * @param reason why; it stays in the ledger, so it must not name anyone
	 * @param clause code of the clause it rests on; art. 47 of the Personal Information
	 * Protection Law unless another is named
	 */
	public record NewErasure(List<String> records, @Nullable String reason, String clause) {

		public NewErasure {
			records = (records == null) ? List.of() : List.copyOf(records);
			clause = (clause == null) ? ErasureProblems.CLAUSE : clause;
		}

	}

	/** Why something is refused. */
	public record ErasureRefusal(@Nullable String reason) {
	}

	/** The newest checkpoints. */
	public record CheckpointList(List<SignedCheckpoint> items) {
	}

	/**
	 * A checkpoint, read out.
	 *
	 * @param origin whose ledger
	 * @param size records in it
	 * @param hash of the last one, hexadecimal
	 * @param erased records whose payload was erased
	 * @param at when it was signed
	 * @param checkpoint the text that is signed, signature included
	 */
	public record SignedCheckpoint(String origin, long size, String hash, long erased, Instant at, String checkpoint) {
	}

	/** A page of records, as it is described; nothing is written from it. */
	record AuditRecords(List<AuditRecord> items, @Nullable String next) {
	}

	/**
	 * What every record has; the rest depends on what was recorded.
	 *
	 * @param id opaque
	 * @param at when
	 * @param subject who did it
	 * @param agency agency acted for
	 * @param outcome permit, refuse, stop, alarm or step
	 * @param entry what it is about
	 */
	@Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
	record AuditRecord(String id, Instant at, @Nullable String subject, @Nullable String agency,
			@Nullable String outcome, @Nullable String entry) {
	}

}
