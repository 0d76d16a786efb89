package org.shuyuan.catalogue.entry;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.entry.DataReview.SeenVersion;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.web.CatalogueIdempotency;
import org.shuyuan.catalogue.web.Revision;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.openapi.IdempotentOperation;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/catalogue/entries/{id}")
@Tag(name = "lifecycle")
class LifecycleController {

	private final PublicationWorkflow publicationWorkflow;

	private final EntryRegistration entryRegistration;

	private final EntryStore store;

	private final EntryResponse.Answers answers;

	private final CatalogueIdempotency catalogueIdempotency;

	private final DataReviewClient data;

	LifecycleController(PublicationWorkflow publicationWorkflow, EntryRegistration entryRegistration, EntryStore store,
			EntryResponse.Answers answers, CatalogueIdempotency catalogueIdempotency, DataReviewClient data) {
		this.data = data;
		this.publicationWorkflow = publicationWorkflow;
		this.entryRegistration = entryRegistration;
		this.store = store;
		this.answers = answers;
		this.catalogueIdempotency = catalogueIdempotency;
	}

	@PostMapping("/assessments")
	@IdempotentOperation
	ResponseEntity<EntryResponse> assess(@PathVariable EntryId id, @RequestBody AssessmentInput made, Caller caller,
			HttpServletRequest request) {
		Assessment.Kind kind = made.kind();
		Assessment.Outcome outcome = made.outcome();
		if (kind == null || outcome == null) {
			throw new Problem(CatalogueProblemType.ASSESSMENT_INVALID,
					Text.of("须有 kind 与 outcome", "It has a kind and an outcome"));
		}
		return once(request, caller, () -> this.publicationWorkflow.assess(id, kind, outcome, made.note(), caller));
	}

	@PostMapping("/consent")
	@IdempotentOperation
	ResponseEntity<EntryResponse> consent(@PathVariable EntryId id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Caller caller,
			HttpServletRequest request) {
		return once(request, caller, () -> this.publicationWorkflow.consent(id, Revision.named(ifMatch), caller));
	}

	@PostMapping("/submit")
	@IdempotentOperation
	ResponseEntity<EntryResponse> submit(@PathVariable EntryId id, Caller caller, HttpServletRequest request) {
		return once(request, caller, () -> this.publicationWorkflow.submit(id, caller));
	}

	@PostMapping("/publish")
	@IdempotentOperation
	ResponseEntity<EntryResponse> publish(@PathVariable EntryId id,
			@RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
			@RequestBody(required = false) @Nullable Publication body, Caller caller, HttpServletRequest request) {
		Set<Integer> read = (ifMatch != null) ? Revision.named(ifMatch) : null;
		Publication given = (body != null) ? body : new Publication(List.of(), List.of());
		// outside the transaction: no connection waits for another service
		DataReview review = caller.has(Role.AUTHORITY) ? this.data.of(id) : DataReview.SILENT;
		return once(request, caller, () -> this.publicationWorkflow.publish(id, read, given, review, caller));
	}

	@PostMapping("/return")
	@IdempotentOperation
	ResponseEntity<EntryResponse> giveBack(@PathVariable EntryId id, @RequestBody ReturnReason body, Caller caller,
			HttpServletRequest request) {
		return once(request, caller, () -> this.publicationWorkflow.giveBack(id, body.given(), caller));
	}

	@PostMapping("/suspend")
	@IdempotentOperation
	ResponseEntity<EntryResponse> suspend(@PathVariable EntryId id, @RequestBody SuspensionInput body, Caller caller,
			HttpServletRequest request) {
		return once(request, caller, () -> this.publicationWorkflow.suspend(id, new ReturnReason(body.reason()).given(),
				body.filing(), caller));
	}

	@PostMapping("/resume")
	@IdempotentOperation
	ResponseEntity<EntryResponse> resume(@PathVariable EntryId id, Caller caller, HttpServletRequest request) {
		return once(request, caller, () -> this.publicationWorkflow.resume(id, caller));
	}

	@PostMapping("/retire")
	@IdempotentOperation
	ResponseEntity<EntryResponse> retire(@PathVariable EntryId id, @RequestBody RetirementInput body, Caller caller,
			HttpServletRequest request) {
		return once(request, caller, () -> this.publicationWorkflow.retire(id, new ReturnReason(body.reason()).given(),
				body.replacedBy(), body.filing(), caller));
	}

	private ResponseEntity<EntryResponse> once(HttpServletRequest request, Caller caller, Supplier<EntryState> work) {
		return this.catalogueIdempotency.onceInTransaction(request, caller, () -> {
			EntryState entryState = work.get();
			Entry entry = this.store.description(entryState.id(), entryState.revision())
				.map(this.entryRegistration::entry)
				.orElseThrow(NotFound::entry);
			EntryResponse answer = this.answers.internal(caller, entryState, entry,
					this.entryRegistration.check(entry));
			return answer.tagged(ResponseEntity.ok(), entryState).contentType(MediaType.APPLICATION_JSON).body(answer);
		});
	}

	record AssessmentInput(Assessment.@Nullable Kind kind, Assessment.@Nullable Outcome outcome,
			@Nullable String note) {
	}

	/**
	 * What the authority says when it publishes.
	 *
	 * @param consentToOpen items of personal information that it consents to open
	 * @param dataSeen doubtful versions of the data that it has reviewed
	 */
	record Publication(List<ItemId> consentToOpen, List<SeenVersion> dataSeen) {

		Publication {
			dataSeen = (dataSeen == null) ? List.of() : List.copyOf(dataSeen);
			consentToOpen = (consentToOpen == null) ? List.of() : List.copyOf(consentToOpen);
		}

	}

	record ReturnReason(@Nullable String reason) {

		String given() {
			if (this.reason == null || this.reason.isBlank()) {
				throw EntryProblems.reasonMissing();
			}
			return this.reason.strip();
		}

	}

	/**
	 * Why an entry is suspended.
	 *
	 * @param filing what a department that stops it has negotiated with the users
	 */
	record SuspensionInput(@Nullable String reason, @Nullable String filing) {
	}

	record RetirementInput(@Nullable String reason, @Nullable EntryId replacedBy, @Nullable String filing) {
	}

}
