package org.shuyuan.catalogue.entry;

import java.sql.Timestamp;
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
import org.shuyuan.catalogue.entry.LifecycleController.Publication;
import org.shuyuan.catalogue.source.SourceRegister;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.edge.caller.RoleMissing;
import org.shuyuan.edge.problem.NotFound;
import org.shuyuan.edge.web.Precondition;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.ItemId;
import org.shuyuan.vocab.LifecycleState;
import org.shuyuan.vocab.Role;
import org.shuyuan.vocab.SharingClass;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.Violation;
import org.shuyuan.vocab.Violation.Severity;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How an entry comes into force and goes out of it: two assessments and the head's
 * consent, all bound to one revision (Government Data Sharing Regulation, art. 13), then
 * the authority's review.
 */
@Service
class Approval {

	private final JdbcClient sql;

	private final EntryStore store;

	private final Registration registration;

	private final SourceRegister sources;

	private final Stops stops;

	private final Clock clock;

	Approval(JdbcClient sql, EntryStore store, Registration registration, SourceRegister sources, Stops stops,
			Clock clock) {
		this.sql = sql;
		this.store = store;
		this.registration = registration;
		this.sources = sources;
		this.stops = stops;
		this.clock = clock;
	}

	@Transactional
	Standing assess(EntryId id, Assessment.Kind kind, Assessment.Outcome outcome, @Nullable String note,
			Caller caller) {
		Standing standing = lockFor(id, caller);
		requireAgency(caller, standing.agency(), Role.STEWARD);
		Act.ASSESS.require(standing);
		Instant now = this.clock.instant();
		this.sql.sql("""
				insert into catalogue.assessment (entry, revision, kind, outcome, note, by, at)
				values (:entry, :revision, :kind, :outcome, :note, :by, :at)
				on conflict (entry, revision, kind) do update
				set outcome = excluded.outcome, note = excluded.note, by = excluded.by, at = excluded.at
				""")
			.param("entry", id.value())
			.param("revision", standing.revision())
			.param("kind", kind.code())
			.param("outcome", outcome.code())
			.param("note", note)
			.param("by", caller.subject())
			.param("at", Timestamp.from(now))
			.update();
		return write(standing.to(standing.state(), null, now), caller, "assessed", kind.code() + ": " + outcome.code());
	}

	@Transactional
	Standing consent(EntryId id, Set<Integer> read, Caller caller) {
		Standing standing = lockFor(id, caller);
		requireAgency(caller, standing.agency(), Role.DEPARTMENT_HEAD, Role.CDO);
		Act.CONSENT.require(standing);
		if (!read.contains(standing.revision())) {
			throw Precondition.stale();
		}
		if (this.store.wroteSincePublished(standing, caller.subject())) {
			throw EntryProblems.samePerson("参与编制该版本的人不能同时代表负责人同意",
					"Who wrote any part of this revision cannot also consent to it as the head");
		}
		Instant now = this.clock.instant();
		this.sql.sql("""
				insert into catalogue.consent (entry, revision, by, at) values (:entry, :revision, :by, :at)
				on conflict (entry, revision) do nothing
				""")
			.param("entry", id.value())
			.param("revision", standing.revision())
			.param("by", caller.subject())
			.param("at", Timestamp.from(now))
			.update();
		return write(standing.to(standing.state(), null, now), caller, "consented", null);
	}

	@Transactional
	Standing submit(EntryId id, Caller caller) {
		Standing standing = lockFor(id, caller);
		requireAgency(caller, standing.agency(), Role.STEWARD);
		Act.SUBMIT.require(standing);
		Entry entry = complete(standing);
		Instant now = this.clock.instant();
		this.sources.claim(SourceRegister.claims(entry), now).ifPresent((source) -> {
			throw EntryProblems.sourceExists(source);
		});
		return write(standing.submitted(caller.subject(), now), caller, "submitted", null);
	}

	/**
	 * Publishes what was submitted.
	 * @param publication what the authority consents to and has seen
	 * @param review what the gateway says of the data
	 */
	@Transactional
	Standing publish(EntryId id, Publication publication, DataReview review, Caller caller) {
		Standing standing = lockFor(id, caller);
		caller.require(Role.AUTHORITY);
		Act.PUBLISH.require(standing);
		if (caller.subject().equals(standing.submittedBy())
				|| this.store.wroteSincePublished(standing, caller.subject())
				|| consent(standing).filter((given) -> given.by().equals(caller.subject())).isPresent()) {
			throw EntryProblems.samePerson("编制、同意或提交条目的人不能同时发布",
					"Who wrote, consented to or submitted the entry cannot also publish it");
		}
		Entry entry = complete(standing);
		String note = Stream
			.of(consented(entry, publication.consentToOpen()), review.requireSeen(entry, publication.dataSeen()))
			.flatMap(Optional::stream)
			.collect(Collectors.joining("\n"));
		Instant now = this.clock.instant();
		this.sources.claim(SourceRegister.claims(entry), now).ifPresent((source) -> {
			throw EntryProblems.sourceExists(source);
		});
		this.sources.release(id, SourceRegister.claims(entry));
		return write(standing.published(now), caller, "published", note.isEmpty() ? null : note);
	}

	/**
	 * What the history says of the personal items that the authority consents to open.
	 * @throws org.shuyuan.edge.problem.Problem 409 {@code opening-consent-missing} where
	 * it does not name them all
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
	Standing giveBack(EntryId id, String reason, Caller caller) {
		Standing standing = lockFor(id, caller);
		caller.require(Role.AUTHORITY);
		Act.RETURN.require(standing);
		if (standing.publishedRevision() == null) {
			this.sources.release(id, List.of());
		}
		Instant now = this.clock.instant();
		return write(standing.returned(new Standing.Returned(reason, caller.subject(), now)), caller, "returned",
				reason);
	}

	@Transactional
	Standing suspend(EntryId id, String reason, @Nullable String filing, Caller caller) {
		Standing standing = lockToStop(id, caller, Act.SUSPEND);
		this.stops.stop(standing, "suspended", reason, filed(standing, filing, caller), caller);
		return write(standing.to(LifecycleState.SUSPENDED, null, this.clock.instant()), caller, "suspended", reason);
	}

	@Transactional
	Standing resume(EntryId id, Caller caller) {
		Standing standing = lockToStop(id, caller, Act.RESUME);
		if (!caller.has(Role.AUTHORITY) && this.stops.byAuthority(id)) {
			throw new RoleMissing(Role.AUTHORITY);
		}
		return write(standing.to(standing.beforeSuspension(), null, this.clock.instant()), caller, "resumed", null);
	}

	@Transactional
	Standing retire(EntryId id, String reason, @Nullable EntryId replacedBy, @Nullable String filing, Caller caller) {
		Standing standing = lockToStop(id, caller, Act.RETIRE);
		if (replacedBy != null && (replacedBy.equals(id) || this.store.find(replacedBy).isEmpty())) {
			throw NotFound.entry();
		}
		this.stops.stop(standing, "retired", reason, filed(standing, filing, caller), caller);
		this.sources.release(id, List.of());
		return write(standing.to(LifecycleState.RETIRED, replacedBy, this.clock.instant()), caller, "retired", reason);
	}

	/**
	 * A department stops what others may be using only after negotiating, and files the
	 * outcome with the authority (Government Data Sharing Regulation, art. 29).
	 */
	private @Nullable String filed(Standing standing, @Nullable String filing, Caller caller) {
		String given = (filing != null && !filing.isBlank()) ? filing.strip() : null;
		if (given == null && !caller.has(Role.AUTHORITY) && shared(standing)) {
			throw EntryProblems.filingMissing();
		}
		return given;
	}

	private boolean shared(Standing standing) {
		return standing.publishedRevision() != null
				&& this.store.description(standing.id(), standing.publishedRevision())
					.map(this.registration::entry)
					.filter((entry) -> entry.sharing() instanceof SharingClass.Unconditional
							|| entry.sharing() instanceof SharingClass.Conditional)
					.isPresent();
	}

	/** The assessments of the latest revision. */
	List<Assessment> assessments(Standing standing) {
		return this.sql.sql("""
				select kind, outcome, note, by, at from catalogue.assessment
				where entry = :entry and revision = :revision order by kind
				""")
			.param("entry", standing.id().value())
			.param("revision", standing.revision())
			.query((row, number) -> new Assessment(Assessment.Kind.ofCode(row.getString("kind")),
					Assessment.Outcome.ofCode(row.getString("outcome")), row.getString("note"), row.getString("by"),
					row.getTimestamp("at").toInstant()))
			.list();
	}

	/** The head's consent to the latest revision. */
	Optional<Consent> consent(Standing standing) {
		return this.sql.sql("""
				select by, at from catalogue.consent where entry = :entry and revision = :revision
				""")
			.param("entry", standing.id().value())
			.param("revision", standing.revision())
			.query((row, number) -> new Consent(row.getString("by"), row.getTimestamp("at").toInstant()))
			.optional();
	}

	/** What stands between an entry and its submission, other agencies' sources aside. */
	List<Violation> missing(Standing standing, List<Violation> violations) {
		List<Violation> missing = new ArrayList<>(
				violations.stream().filter((violation) -> violation.severity() != Severity.WARNING).toList());
		List<Assessment> assessments = assessments(standing);
		for (Assessment.Kind kind : Assessment.Kind.values()) {
			Optional<Assessment> made = assessments.stream().filter((each) -> each.kind() == kind).findFirst();
			if (made.isEmpty()) {
				missing.add(kind.missing());
			}
			else if (made.get().outcome() == Assessment.Outcome.FAILED) {
				missing.add(kind.failed());
			}
		}
		if (consent(standing).isEmpty()) {
			missing.add(new Violation("consent-missing", Severity.INCOMPLETE, "",
					Text.of("本部门负责人尚未同意该版本", "The department's head has not consented to this revision"),
					Text.of("请部门负责人或首席数据官办理同意", "Ask the department head or chief data officer to consent"), "D13"));
		}
		return List.copyOf(missing);
	}

	private Entry complete(Standing standing) {
		Entry entry = this.store.description(standing.id(), standing.revision())
			.map(this.registration::entry)
			.orElseThrow(NotFound::entry);
		List<Violation> missing = missing(standing, this.registration.check(entry));
		if (!missing.isEmpty()) {
			throw EntryProblems.incomplete(missing);
		}
		return entry;
	}

	private Standing write(Standing after, Caller caller, String what, @Nullable String note) {
		this.store.write(List.of(Step.of(after, caller.subject(), what, note)));
		return after;
	}

	private Standing lockFor(EntryId id, Caller caller) {
		return this.store.lock(id)
			.filter((standing) -> caller.actsFor(standing.agency()) || caller.has(Role.AUTHORITY))
			.orElseThrow(NotFound::entry);
	}

	private Standing lockToStop(EntryId id, Caller caller, Act act) {
		Standing standing = lockFor(id, caller);
		if (!caller.has(Role.AUTHORITY)) {
			requireAgency(caller, standing.agency(), Role.DEPARTMENT_HEAD);
		}
		act.require(standing);
		return standing;
	}

	private static void requireAgency(Caller caller, AgencyId agency, Role... roles) {
		if (!caller.actsFor(agency) || Stream.of(roles).noneMatch(caller.roles()::contains)) {
			throw new RoleMissing(roles);
		}
	}

}
