package org.shuyuan.catalogue.entry;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.apache.jena.rdf.model.Model;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.publicview.PublicEntries;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.catalogue.rdf.RdfResponse;
import org.shuyuan.catalogue.rdf.RdfTypes;
import org.shuyuan.catalogue.web.CatalogueIdempotency;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.openapi.IdempotentOperation;
import org.shuyuan.support.openapi.JsonBody;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.web.IfMatch;
import org.shuyuan.support.web.Page;
import org.shuyuan.support.web.ParameterValue;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.entry.PublicPart;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

@RestController
@RequestMapping("/api/v1/catalogue")
@Tag(name = "entries")
class EntryController {

	/** Longest description that is only checked, in bytes. */
	private static final int LARGEST_VALIDATION = 256 << 10;

	private final EntryRegistration entryRegistration;

	private final EntryStore store;

	private final EntryJsonReader reader;

	private final EntryResponse.Answers answers;

	private final CatalogueIdempotency catalogueIdempotency;

	private final ChangeLog changes;

	private final PublicEntries publicEntries;

	EntryController(EntryRegistration entryRegistration, EntryStore store, EntryJsonReader reader,
			EntryResponse.Answers answers, CatalogueIdempotency catalogueIdempotency, ChangeLog changes,
			PublicEntries publicEntries) {
		this.entryRegistration = entryRegistration;
		this.store = store;
		this.reader = reader;
		this.answers = answers;
		this.catalogueIdempotency = catalogueIdempotency;
		this.changes = changes;
		this.publicEntries = publicEntries;
	}

	@PostMapping(path = "/entries", consumes = MediaType.APPLICATION_JSON_VALUE)
	@IdempotentOperation
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<EntryResponse> register(@JsonBody(Entry.class) @RequestBody byte[] body, Caller caller,
			HttpServletRequest request) {
		caller.require(Role.STEWARD);
		return this.catalogueIdempotency.onceInTransaction(request, caller, () -> {
			EntryRegistration.Saved saved = this.entryRegistration.register(this.reader.read(body), caller);
			return answer(caller, saved, ResponseEntity.created(address(saved.standing().id())));
		});
	}

	@PutMapping(path = "/entries/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<EntryResponse> edit(@PathVariable EntryId id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
			@JsonBody(Entry.class) @RequestBody byte[] body, Caller caller) {
		return answer(caller,
				this.entryRegistration.edit(id, this.reader.read(body), IfMatch.required(ifMatch), caller),
				ResponseEntity.ok());
	}

	@PostMapping(path = "/validations", consumes = MediaType.APPLICATION_JSON_VALUE)
	ValidationResult validate(@JsonBody(Entry.class) @RequestBody byte[] body, Caller caller) {
		caller.require(Role.STEWARD);
		if (body.length > LARGEST_VALIDATION) {
			throw EntryProblems.tooLarge(LARGEST_VALIDATION);
		}
		return new ValidationResult(this.entryRegistration.check(this.reader.read(body)));
	}

	@GetMapping(path = "/entries/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	@ApiResponse(responseCode = "200", description = "As the caller may see it",
			content = @Content(mediaType = "application/json",
					schema = @Schema(anyOf = { EntryResponse.class, PublicEntries.Answer.class, EntryPreview.class })))
	@Nullable ResponseEntity<?> read(@PathVariable EntryId id, @RequestParam(required = false) @Nullable String view,
			Caller caller, ServletWebRequest request) {
		ParameterValue.oneOf("view", view, List.of("public", "internal", "preview"));
		Optional<EntryState> latest = previewed(id, view, caller);
		if (latest.isPresent()) {
			return ResponseEntity.ok(EntryPreview.of(latest.get(), publicPart(latest.get())));
		}
		if (publicOnly(view, caller)) {
			return this.publicEntries.answer(id.value(), request.getHeader("Accept"), request);
		}
		EntryState entryState = seen(id, caller);
		Entry entry = this.entryRegistration.entry(description(entryState, caller));
		if (inside(entryState, caller)) {
			EntryResponse answer = this.answers.internal(caller, entryState, entry,
					this.entryRegistration.check(entry));
			return answer.tagged(ResponseEntity.ok(), entryState).body(answer);
		}
		EntryResponse answer = EntryResponse.Answers.published(entryState,
				Objects.requireNonNull(entryState.publishedRevision()), entry);
		return answer.taggedAsPublished(ResponseEntity.ok()).body(answer);
	}

	@GetMapping(path = "/entries/{id}",
			produces = { RdfTypes.TURTLE_VALUE, RdfTypes.JSON_LD_VALUE, RdfTypes.RDF_XML_VALUE,
					RdfTypes.N_TRIPLES_VALUE })
	@RdfResponse
	@Nullable ResponseEntity<?> readRdf(@PathVariable EntryId id, @RequestParam(required = false) @Nullable String view,
			Caller caller, ServletWebRequest request) {
		ParameterValue.oneOf("view", view, List.of("public", "internal"));
		if (publicOnly(view, caller)) {
			return this.publicEntries.answer(id.value(), request.getHeader("Accept"), request);
		}
		EntryState entryState = seen(id, caller);
		Model model = description(entryState, caller).model();
		if (inside(entryState, caller)) {
			// the source's own triples may name persons
			this.store.harvested(id, revision(entryState, caller)).map(CompactRdf::model).ifPresent(model::add);
		}
		return ResponseEntity.ok(model);
	}

	@GetMapping("/entries")
	Page<EntrySummary> list(@RequestParam(required = false) @Nullable AgencyId agency,
			@RequestParam(required = false) @Nullable String state, @RequestParam(defaultValue = "") String after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit, Caller caller) {
		AgencyId of = (agency != null || caller.seesAll()) ? agency : caller.agency();
		if (!caller.seesAll() && !caller.department()) {
			throw new RoleMissing(Role.STEWARD, Role.DEPARTMENT_HEAD, Role.CDO, Role.AUTHORITY, Role.AUDITOR);
		}
		if (!caller.seesAll() && (of == null || !caller.actsFor(of))) {
			throw NotFound.agency();
		}
		LifecycleState wanted = (state != null) ? LifecycleStates.of(state) : null;
		List<EntrySummary> found = this.store.list(of, wanted, after, limit + 1)
			.stream()
			.map((entryState) -> listed(entryState))
			.toList();
		return Page.of(found, limit, (listed) -> listed.id().value());
	}

	@GetMapping("/entries/{id}/revisions")
	Page<ChangeLog.HistoryEntry> revisions(@PathVariable EntryId id, Caller caller) {
		EntryState entryState = inside(id, caller);
		return new Page<>(this.changes.deeds(entryState.id()), null);
	}

	@GetMapping("/entries/{id}/revisions/{revision}")
	ResponseEntity<EntryRevision> revision(@PathVariable EntryId id, @PathVariable int revision, Caller caller) {
		EntryState entryState = inside(id, caller);
		CompactRdf description = this.store.description(entryState.id(), revision)
			.orElseThrow(() -> NotFound.of(CatalogueProblemType.REVISION_NOT_FOUND, "版本", "revision"));
		return ResponseEntity.ok(new EntryRevision(revision, this.entryRegistration.entry(description)));
	}

	private EntrySummary listed(EntryState entryState) {
		Entry entry = this.store.description(entryState.id(), entryState.revision())
			.map(this.entryRegistration::entry)
			.orElseThrow(NotFound::entry);
		return new EntrySummary(entryState.id(), entryState.key(), entry.title(), entryState.agency(),
				entryState.state(), entryState.revision(), entryState.publishedRevision(), entry.completeness().code(),
				entryState.changed());
	}

	private ResponseEntity<EntryResponse> answer(Caller caller, EntryRegistration.Saved saved,
			ResponseEntity.BodyBuilder status) {
		EntryResponse answer = this.answers.internal(caller, saved.standing(), saved.entry(), saved.violations());
		return answer.tagged(status, saved.standing()).contentType(MediaType.APPLICATION_JSON).body(answer);
	}

	private static URI address(EntryId id) {
		return URI.create("/api/v1/catalogue/entries/" + id);
	}

	/**
	 * The entry whose latest revision is asked for as the public would see it: in its
	 * agency and for who reviews it, while that revision is not in force.
	 */
	private Optional<EntryState> previewed(EntryId id, @Nullable String view, Caller caller) {
		boolean preview = "preview".equals(view);
		if (!preview && !"public".equals(view) || !caller.seesAll() && !caller.department()) {
			return Optional.empty();
		}
		return this.store.find(id)
			.filter((entryState) -> inside(entryState, caller))
			.filter((entryState) -> preview || entryState.state() == LifecycleState.DRAFT
					|| entryState.state() == LifecycleState.SUBMITTED);
	}

	/** What the public will see of the latest revision. */
	private Entry publicPart(EntryState entryState) {
		return this.store.description(entryState.id(), entryState.revision())
			.map(this.entryRegistration::entry)
			.filter((entry) -> entry.discoverability() == Discoverability.PUBLIC)
			.map(PublicPart::of)
			.orElseThrow(NotFound::entry);
	}

	private static boolean publicOnly(@Nullable String view, Caller caller) {
		return "public".equals(view) || !caller.seesAll() && !caller.department();
	}

	private static boolean inside(EntryState entryState, Caller caller) {
		return caller.seesAll() || caller.actsFor(entryState.agency());
	}

	private EntryState inside(EntryId id, Caller caller) {
		return this.store.find(id)
			.filter((entryState) -> caller.seesAll() || caller.department() && inside(entryState, caller))
			.orElseThrow(NotFound::entry);
	}

	/** The standing, where the caller may know of the entry. */
	private EntryState seen(EntryId id, Caller caller) {
		EntryState entryState = this.store.find(id).orElseThrow(NotFound::entry);
		if (inside(entryState, caller)) {
			return entryState;
		}
		if (entryState.publishedRevision() == null || this.entryRegistration.entry(description(entryState, caller))
			.discoverability() == Discoverability.AGENCY) {
			throw NotFound.entry();
		}
		if (entryState.state() == LifecycleState.RETIRED) {
			throw EntryProblems.retired(entryState);
		}
		if (!entryState.inForce()) {
			throw NotFound.entry();
		}
		return entryState;
	}

	private static int revision(EntryState entryState, Caller caller) {
		Integer published = entryState.publishedRevision();
		return (inside(entryState, caller) || published == null) ? entryState.revision() : published;
	}

	private CompactRdf description(EntryState entryState, Caller caller) {
		return this.store.description(entryState.id(), revision(entryState, caller)).orElseThrow(NotFound::entry);
	}

	/**
	 * An entry as the public would see it.
	 *
	 * @param entry its public part
	 * @param record its state
	 */
	record EntryPreview(Entry entry, PreviewRecord record) {

		static EntryPreview of(EntryState entryState, Entry part) {
			return new EntryPreview(part,
					new PreviewRecord(entryState.state(), entryState.revision(), entryState.changed()));
		}

	}

	/**
	 * The state of a previewed entry.
	 *
	 * @param state its state
	 * @param revision the revision previewed
	 * @param changed when it last changed
	 */
	record PreviewRecord(LifecycleState state, int revision, java.time.Instant changed) {
	}

	record ValidationResult(List<Violation> violations) {
	}

	record EntryRevision(int revision, Entry entry) {
	}

	record EntrySummary(EntryId id, @Nullable String key, Text title, AgencyId agency, LifecycleState state,
			int revision, @Nullable Integer publishedRevision, String completeness, java.time.Instant changed) {
	}

}
