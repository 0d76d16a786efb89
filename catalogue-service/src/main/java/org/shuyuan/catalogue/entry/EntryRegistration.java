package org.shuyuan.catalogue.entry;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.apache.jena.rdf.model.Model;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.agency.Agencies;
import org.shuyuan.catalogue.entry.validation.ClassificationRules;
import org.shuyuan.catalogue.entry.validation.Descriptions;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.catalogue.source.SourceRegister;
import org.shuyuan.catalogue.source.SourceRegister.Claim;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.IfMatch;
import org.shuyuan.vocab.Characters;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.negativelist.SecrecyMarks;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.rdf.Violation.Severity;
import org.shuyuan.vocab.role.Role;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How descriptions become entries: checked, given ids, written as RDF. One by one or in
 * bulk, the steps are the same.
 */
@Service
public class EntryRegistration {

	private final EntryStore store;

	private final Descriptions descriptions;

	private final Agencies agencies;

	private final SourceRegister sources;

	private final SharedSources shared;

	private final EntryActions actions;

	private final Clock clock;

	EntryRegistration(EntryStore store, Descriptions descriptions, Agencies agencies, SourceRegister sources,
			SharedSources shared, EntryActions actions, Clock clock) {
		this.actions = actions;
		this.store = store;
		this.descriptions = descriptions;
		this.agencies = agencies;
		this.sources = sources;
		this.shared = shared;
		this.clock = clock;
	}

	/**
	 * Everything wrong with a description.
	 * @throws Problem 422 {@code state-secret-refused} at a secrecy marking
	 */
	public List<Violation> check(Entry entry) {
		refuseSecrets(entry);
		List<Violation> violations = new ArrayList<>(this.descriptions.check(entry));
		if (this.descriptions.broken(entry).isEmpty()) {
			violations.addAll(this.shared.unresolved(entry));
		}
		return List.copyOf(violations);
	}

	/**
	 * Proceeds only with a description that carries no secrecy marking.
	 * @throws Problem 422 {@code state-secret-refused}
	 */
	public static void refuseSecrets(Entry entry) {
		if (isDeclaredSecret(entry) || SecrecyMarks.in(entry.toString())) {
			throw EntryProblems.secret();
		}
	}

	/**
	 * Makes a description ready to be written.
	 * @param incoming what the client registers
	 * @param before what the entry said before, absent for a new one
	 * @param id the entry's id
	 * @param beyond further triples of a harvested record, kept unchanged
	 * @throws Problem 422 where it cannot be saved
	 */
	public Prepared prepare(Entry incoming, @Nullable Entry before, EntryId id, @Nullable Model beyond) {
		refuseSecrets(incoming);
		if (beyond != null) {
			refuseSecrets(beyond);
			refuseUnwritable(beyond);
		}
		List<Violation> broken = this.descriptions.broken(incoming);
		if (!broken.isEmpty()) {
			throw EntryProblems.invalid(broken);
		}
		Entry entry = IdentifierAssignment.given(incoming, before, id);
		Model model = this.descriptions.write(entry);
		List<Violation> violations = this.descriptions.check(entry, model);
		if (violations.stream().anyMatch((violation) -> violation.severity() == Severity.INVALID)) {
			throw EntryProblems
				.invalid(violations.stream().filter((each) -> !ClassificationRules.isHarvestedOnly(each)).toList());
		}
		return new Prepared(entry, CompactRdf.of(model), (beyond != null) ? CompactRdf.of(beyond) : null, violations);
	}

	private static void refuseUnwritable(Model graph) {
		graph.listStatements().forEachRemaining((statement) -> {
			if (statement.getObject().isLiteral() && !Characters.writable(statement.getLiteral().getLexicalForm())) {
				throw EntryProblems.invalid(List.of(Descriptions.charactersInvalid()));
			}
		});
	}

	private static boolean isDeclaredSecret(Entry entry) {
		return entry.items().stream().anyMatch((item) -> item.sensitivity() == Sensitivity.STATE_SECRET);
	}

	/**
	 * Proceeds only with a graph that carries no secrecy marking.
	 * @throws Problem 422 {@code state-secret-refused}
	 */
	public static void refuseSecrets(Model graph) {
		graph.listStatements().forEachRemaining((statement) -> {
			if (statement.getObject().isLiteral() && SecrecyMarks.in(statement.getLiteral().getLexicalForm())) {
				throw EntryProblems.secret();
			}
		});
	}

	/** The content of a stored description. */
	public Entry entry(CompactRdf description) {
		return this.descriptions.read(description);
	}

	@Transactional
	Saved register(Entry incoming, Caller caller) {
		caller.require(Role.STEWARD);
		Entry entry = forAgency(incoming, caller);
		refuseForeignMembers(entry, null);
		if (!this.agencies.exists(entry.agency())) {
			throw NotFound.agency();
		}
		if (entry.key() != null) {
			Optional<EntryId> known = this.store.findByKey(entry.agency(), entry.key());
			if (known.isPresent()) {
				throw EntryProblems.keyExists(known.get());
			}
		}
		Instant now = this.clock.instant();
		Prepared prepared = prepare(entry, null, EntryId.random(), null);
		EntryState standing = EntryState.draft(prepared.entry(), "", now);
		this.store.write(List.of(new EntryChange(true, standing, prepared.entry(), prepared.description(), null,
				caller.subject(), "registered", null, null)));
		return new Saved(standing, prepared.entry(), withSources(prepared));
	}

	@Transactional
	Saved edit(EntryId id, Entry incoming, IfMatch read, Caller caller) {
		EntryState before = this.store.lock(id)
			.filter((standing) -> caller.actsFor(standing.agency()) || caller.has(Role.AUTHORITY))
			.orElseThrow(NotFound::entry);
		caller.require(Role.STEWARD);
		if (!caller.actsFor(before.agency())) {
			throw EntryProblems.agencyForeign();
		}
		this.actions.require(caller, before, LifecycleAction.EDIT);
		read.require(before.etag().etag());
		Entry entry = forAgency(incoming, caller);
		CompactRdf kept = this.store.description(id, before.revision()).orElseThrow(NotFound::entry);
		Entry said = entry(kept);
		refuseForeignMembers(entry, said);
		Prepared prepared = prepare(entry, said, id, null);
		if (prepared.entry().equals(said)) {
			return new Saved(before, prepared.entry(), withSources(prepared));
		}
		EntryState after = before.edited(prepared.entry(), this.clock.instant());
		this.store.write(List.of(new EntryChange(false, after, prepared.entry(), prepared.description(),
				this.store.harvested(id, before.revision()).orElse(null), caller.subject(), "edited", null, null)));
		return new Saved(after, prepared.entry(), withSources(prepared));
	}

	/**
	 * What the catalogue itself assigns or learns cannot be set by a client: it stays as
	 * it was.
	 * @throws Problem 422 {@code entry-invalid} where it is another
	 */
	public static void refuseForeignMembers(Entry entry, @Nullable Entry before) {
		List<Violation> violations = new ArrayList<>();
		if (!Objects.equals(entry.code(), (before != null) ? before.code() : null)) {
			violations.add(notSettable("code", "目录代码由目录系统编制", "The official code is given by the catalogue"));
		}
		if (!Objects.equals(entry.harvestedFrom(), (before != null) ? before.harvestedFrom() : null)) {
			violations
				.add(notSettable("harvestedFrom", "来源目录只由采集记录", "Only harvesting says where an entry comes from"));
		}
		if (!isSaidAtSource(entry, before)) {
			violations.add(notSettable("atSource", "来源所述只由采集记录", "Only harvesting records what a source says"));
		}
		if (!violations.isEmpty()) {
			throw EntryProblems.invalid(violations);
		}
	}

	/** Whether what the entry gives as said at its source was recorded before. */
	private static boolean isSaidAtSource(Entry entry, @Nullable Entry before) {
		Set<Object> recorded = new HashSet<>();
		if (before != null) {
			recorded.add(before.atSource());
			before.distributions().forEach((each) -> recorded.add(each.atSource()));
		}
		return (entry.atSource() == null || recorded.contains(entry.atSource())) && entry.distributions()
			.stream()
			.allMatch((each) -> each.atSource() == null || recorded.contains(each.atSource()));
	}

	private static Violation notSettable(String member, String zh, String en) {
		return new Violation("member-not-settable", Severity.INVALID, member, Text.of(zh, en),
				Text.of("请去掉该字段，或保持原值", "Leave the member out, or as it was"), "D13");
	}

	private Entry forAgency(Entry entry, Caller caller) {
		refuseSecrets(entry);
		List<Violation> broken = this.descriptions.broken(entry);
		if (!broken.isEmpty()) {
			throw EntryProblems.invalid(broken);
		}
		if (!caller.actsFor(entry.agency())) {
			throw EntryProblems.agencyForeign();
		}
		return entry;
	}

	/**
	 * The violations, with a warning for each item that another agency is the source of.
	 */
	private List<Violation> withSources(Prepared prepared) {
		List<Violation> all = new ArrayList<>(prepared.violations());
		all.addAll(this.shared.unresolved(prepared.entry()));
		for (Claim claim : SourceRegister.claims(prepared.entry())) {
			this.sources.against(claim).ifPresent((source) -> all.add(sourceWarning(prepared.entry(), claim, source)));
		}
		return List.copyOf(all);
	}

	private static Violation sourceWarning(Entry entry, Claim claim, Claim source) {
		int index = entry.items().stream().map((item) -> item.id()).toList().indexOf(claim.item());
		return new Violation("source-exists", Severity.WARNING, "items[" + index + "].source",
				Text.of("数据元 " + claim.collected().element() + " 已有数源部门 " + source.agency(),
						"The data element " + claim.collected().element() + " already has the source "
								+ source.agency()),
				Text.of("改为共享自该数源（条目 " + source.entry() + "），或提交争议；否则不能提交", "Share it from there (entry "
						+ source.entry() + ") or dispute it; it cannot be submitted as it is"),
				"D19");
	}

	/**
	 * A description ready to be written.
	 *
	 * @param entry with its ids
	 * @param description as RDF
	 * @param harvested what the harvested record says beyond
	 * @param violations what is still to be corrected
	 */
	public record Prepared(Entry entry, CompactRdf description, @Nullable CompactRdf harvested,
			List<Violation> violations) {
	}

	record Saved(EntryState standing, Entry entry, List<Violation> violations) {

		Saved {
			Objects.requireNonNull(standing);
		}

	}

}
