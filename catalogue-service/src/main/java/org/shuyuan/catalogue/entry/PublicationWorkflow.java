package org.shuyuan.catalogue.entry;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.changes.AssessmentStep;
import org.shuyuan.catalogue.entry.LifecycleController.Publication;
import org.shuyuan.catalogue.entry.validation.ItemRules;
import org.shuyuan.catalogue.source.SourceRegister;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.web.Precondition;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.rdf.Violation.Severity;
import org.shuyuan.vocab.role.Role;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How an entry takes effect and is withdrawn: two assessments and the head's consent, all
 * bound to one revision (Government Data Sharing Regulation, art. 13), then the
 * authority's review.
 */
@Service
class PublicationWorkflow {

	private final EntryApprovals approvals;

	private final EntryStore store;

	private final EntryRegistration entryRegistration;

	private final SourceRegister sources;

	private final EntrySuspensions entrySuspensions;

	private final EntryActions actions;

	private final Clock clock;

	PublicationWorkflow(EntryApprovals approvals, EntryStore store, EntryRegistration entryRegistration,
			SourceRegister sources, EntrySuspensions entrySuspensions, EntryActions actions, Clock clock) {
		this.actions = actions;
		this.approvals = approvals;
		this.store = store;
		this.entryRegistration = entryRegistration;
		this.sources = sources;
		this.entrySuspensions = entrySuspensions;
		this.clock = clock;
	}

	@Transactional
	EntryState assess(EntryId id, Assessment.Kind kind, Assessment.Outcome outcome, @Nullable String note,
			Caller caller) {
		EntryState entryState = lockFor(id, caller);
		this.actions.require(caller, entryState, LifecycleAction.ASSESS);
		Instant now = this.clock.instant();
		this.approvals.assess(entryState, kind, outcome, note, caller.subject(), now);
		return write(entryState.to(entryState.state(), null, now), caller, AssessmentStep.ASSESSED,
				new AssessmentStep(kind.code(), outcome.code()).note());
	}

	@Transactional
	EntryState consent(EntryId id, Set<Integer> read, Caller caller) {
		EntryState entryState = lockFor(id, caller);
		this.actions.require(caller, entryState, LifecycleAction.CONSENT);
		if (!read.contains(entryState.revision())) {
			throw Precondition.stale();
		}
		Instant now = this.clock.instant();
		this.approvals.consent(entryState, caller.subject(), now);
		return write(entryState.to(entryState.state(), null, now), caller, "consented", null);
	}

	@Transactional
	EntryState submit(EntryId id, Caller caller) {
		EntryState entryState = lockFor(id, caller);
		this.actions.require(caller, entryState, LifecycleAction.SUBMIT);
		Entry entry = complete(entryState);
		Instant now = this.clock.instant();
		this.sources.claim(SourceRegister.claims(entry), now).ifPresent((source) -> {
			throw EntryProblems.sourceExists(source);
		});
		return write(entryState.submitted(caller.subject(), now), caller, "submitted", null);
	}

	/**
	 * Publishes what was submitted.
	 * @param publication what the authority consents to and has seen
	 * @param review what the gateway says of the data
	 */
	@Transactional
	EntryState publish(EntryId id, @Nullable Set<Integer> read, Publication publication, DataReview review,
			Caller caller) {
		EntryState entryState = lockFor(id, caller);
		this.actions.require(caller, entryState, LifecycleAction.PUBLISH);
		if (read != null && !read.contains(entryState.revision())) {
			throw Precondition.stale();
		}
		Entry entry = complete(entryState);
		String note = Stream
			.of(consented(entry, publication.consentToOpen()), review.requireSeen(entry, publication.dataSeen()))
			.flatMap(Optional::stream)
			.collect(Collectors.joining("\n"));
		Instant now = this.clock.instant();
		this.sources.claim(SourceRegister.claims(entry), now).ifPresent((source) -> {
			throw EntryProblems.sourceExists(source);
		});
		this.sources.release(id, SourceRegister.claims(entry));
		return write(entryState.published(now), caller, "published", note.isEmpty() ? null : note);
	}

	/**
	 * What the history says of the personal items that the authority consents to open.
	 * @throws org.shuyuan.support.problem.Problem 409 {@code opening-consent-missing}
	 * where it does not name them all
	 */
	private static Optional<String> consented(Entry entry, Collection<ItemId> consentToOpen) {
		List<DataItem> needed = ItemRules.toConsent(entry);
		List<DataItem> missing = needed.stream().filter((item) -> !consentToOpen.contains(item.id())).toList();
		if (!missing.isEmpty()) {
			throw EntryProblems.openingConsentMissing(missing);
		}
		return needed.isEmpty() ? Optional.empty()
				: Optional.of("同意开放个人信息数据项 consent to open: " + needed.stream()
					.map((item) -> "%s（%s，%s）".formatted(item.name().zh(), item.id(), item.openingReason()))
					.collect(Collectors.joining("；")));
	}

	@Transactional
	EntryState giveBack(EntryId id, String reason, Caller caller) {
		EntryState entryState = lockFor(id, caller);
		this.actions.require(caller, entryState, LifecycleAction.RETURN);
		if (entryState.publishedRevision() == null) {
			this.sources.release(id, List.of());
		}
		Instant now = this.clock.instant();
		return write(entryState.returned(new EntryState.Returned(reason, caller.subject(), now)), caller, "returned",
				reason);
	}

	@Transactional
	EntryState suspend(EntryId id, String reason, @Nullable String filing, Caller caller) {
		EntryState entryState = lockToStop(id, caller, LifecycleAction.SUSPEND);
		this.entrySuspensions.stop(entryState, "suspended", reason, filed(entryState, filing, caller), caller);
		return write(entryState.to(LifecycleState.SUSPENDED, null, this.clock.instant()), caller, "suspended", reason);
	}

	@Transactional
	EntryState resume(EntryId id, Caller caller) {
		EntryState entryState = lockToStop(id, caller, LifecycleAction.RESUME);
		return write(entryState.to(entryState.beforeSuspension(), null, this.clock.instant()), caller, "resumed", null);
	}

	@Transactional
	EntryState retire(EntryId id, String reason, @Nullable EntryId replacedBy, @Nullable String filing, Caller caller) {
		EntryState entryState = lockToStop(id, caller, LifecycleAction.RETIRE);
		if (replacedBy != null && (replacedBy.equals(id) || this.store.find(replacedBy).isEmpty())) {
			throw NotFound.entry();
		}
		this.entrySuspensions.stop(entryState, "retired", reason, filed(entryState, filing, caller), caller);
		this.sources.release(id, List.of());
		return write(entryState.to(LifecycleState.RETIRED, replacedBy, this.clock.instant()), caller, "retired",
				reason);
	}

	/** What is filed with the authority, where that is needed. */
	private @Nullable String filed(EntryState entryState, @Nullable String filing, Caller caller) {
		String given = (filing != null && !filing.isBlank()) ? filing.strip() : null;
		if (given == null && EntryActions.filingNeeded(caller, () -> published(entryState))) {
			throw EntryProblems.filingMissing();
		}
		return given;
	}

	private Optional<Entry> published(EntryState entryState) {
		return Optional.ofNullable(entryState.publishedRevision())
			.flatMap((revision) -> this.store.description(entryState.id(), revision))
			.map(this.entryRegistration::entry);
	}

	/** What the caller may do with the entry now. */
	List<AllowedAction> actions(Caller caller, EntryState entryState) {
		return this.actions.of(caller, entryState, () -> published(entryState));
	}

	/** The assessments of the latest revision. */
	List<Assessment> assessments(EntryState entryState) {
		return this.approvals.assessments(entryState);
	}

	/** The head's consent to the latest revision. */
	Optional<Consent> consent(EntryState entryState) {
		return this.approvals.findConsent(entryState);
	}

	/** What prevents an entry's submission, apart from other agencies' sources. */
	List<Violation> missing(EntryState entryState, List<Violation> violations) {
		List<Violation> missing = new ArrayList<>(
				violations.stream().filter((violation) -> violation.severity() != Severity.WARNING).toList());
		List<Assessment> assessments = assessments(entryState);
		for (Assessment.Kind kind : Assessment.Kind.values()) {
			Optional<Assessment> made = assessments.stream().filter((each) -> each.kind() == kind).findFirst();
			if (made.isEmpty()) {
				missing.add(kind.missing());
			}
			else if (made.get().outcome() == Assessment.Outcome.FAILED) {
				missing.add(kind.failed());
			}
		}
		if (consent(entryState).isEmpty()) {
			missing.add(new Violation("consent-missing", Severity.INCOMPLETE, "",
					Text.of("本部门负责人尚未同意该版本", "The department's head has not consented to this revision"),
					Text.of("请部门负责人或首席数据官办理同意", "Ask the department head or chief data officer to consent"), "D13"));
		}
		return List.copyOf(missing);
	}

	private Entry complete(EntryState entryState) {
		Entry entry = this.store.description(entryState.id(), entryState.revision())
			.map(this.entryRegistration::entry)
			.orElseThrow(NotFound::entry);
		List<Violation> missing = missing(entryState, this.entryRegistration.check(entry));
		if (!missing.isEmpty()) {
			throw EntryProblems.incomplete(missing);
		}
		return entry;
	}

	private EntryState write(EntryState after, Caller caller, String what, @Nullable String note) {
		this.store.write(List.of(EntryChange.of(after, caller.subject(), what, note)));
		return after;
	}

	private EntryState lockFor(EntryId id, Caller caller) {
		return this.store.lock(id)
			.filter((entryState) -> caller.actsFor(entryState.agency()) || caller.has(Role.AUTHORITY))
			.orElseThrow(NotFound::entry);
	}

	private EntryState lockToStop(EntryId id, Caller caller, LifecycleAction lifecycleAction) {
		EntryState entryState = lockFor(id, caller);
		this.actions.require(caller, entryState, lifecycleAction);
		return entryState;
	}

}
