package org.shuyuan.gateway.request;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.catalogue.CatalogueFollower;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.web.JsonMembers;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.rdf.Violation;

import org.springframework.stereotype.Component;

/** Checks what a request states against its entry. */
@Component
class RequestValidation {

	private final Snapshot snapshot;

	private final CatalogueFollower catalogue;

	private final RowConditions conditions;

	private final Deadlines deadlines;

	RequestValidation(Snapshot snapshot, CatalogueFollower catalogue, RowConditions conditions, Deadlines deadlines) {
		this.snapshot = snapshot;
		this.catalogue = catalogue;
		this.conditions = conditions;
		this.deadlines = deadlines;
	}

	/**
	 * The entry asked for, once everything stated is complete, fits it and may be asked
	 * by this agency.
	 * @param day the day it is checked, which the time limit may not precede
	 */
	KnownEntry checked(JsonMembers given, RequestDetails requestDetails, AgencyId requester, LocalDate day) {
		List<Violation> wrong = new ArrayList<>(given.wrong());
		List<String> named = wrong.stream().map(Violation::path).toList();
		missing(requestDetails).stream().filter((each) -> !named.contains(each.path())).forEach(wrong::add);
		if (!wrong.isEmpty()) {
			throw RequestProblems.incomplete(wrong);
		}
		KnownEntry known = entry(requestDetails.entry(), requester);
		if (known.entry().agency().equals(requester)) {
			throw RequestProblems.ownData();
		}
		wrong.addAll(wrong(requestDetails, known, day));
		if (!wrong.isEmpty()) {
			throw RequestProblems.incomplete(wrong);
		}
		mayAsk(requestDetails, requester, known);
		return known;
	}

	/** Checks class, scope and purpose as they are when the request moves on. */
	void mayLeave(SharingRequest request) {
		mayAsk(request.fields(), request.requester(), entry(request.fields().entry(), request.requester()));
	}

	private void mayAsk(RequestDetails requestDetails, AgencyId requester, KnownEntry known) {
		if (!known.inForce()) {
			throw RequestProblems.reason(RefusalReason.ENTRY_SUSPENDED);
		}
		switch (known.entry().sharing()) {
			case null -> throw RequestProblems.reason(RefusalReason.NOT_CLASSIFIED);
			case SharingClass.NotShared _ -> throw RequestProblems.reason(RefusalReason.NOT_SHARED_BY_LAW);
			case SharingClass.Unconditional _ -> {
				requireDepartment(requester);
				if (!CodeList.of("purposes").has(String.valueOf(requestDetails.purpose()))) {
					throw RequestProblems.incomplete(List.of(RequestProblems.invalid("purpose", "使用用途须为代码表中的用途",
							"The purpose is a code of the list of purposes")));
				}
			}
			case SharingClass.Conditional conditional -> {
				if (conditional.scope().isEmpty()) {
					requireDepartment(requester);
				}
				if (!conditional.scope().isEmpty() && !conditional.scope().contains(requester)) {
					throw RequestProblems.outOfScope();
				}
				if (!conditional.purposes().contains(String.valueOf(requestDetails.purpose()))) {
					throw RequestProblems.reason(RefusalReason.PURPOSE_NOT_COVERED);
				}
			}
		}
	}

	/** Who is not named in a scope is a department, or a body with public functions. */
	private void requireDepartment(AgencyId requester) {
		if (!this.snapshot.isDepartment(requester)) {
			throw RequestProblems.reason(RefusalReason.AGENCY_KIND_NOT_COVERED);
		}
	}

	boolean unconditional(SharingRequest request) {
		return entry(request.fields().entry(), request.requester()).entry()
			.sharing() instanceof SharingClass.Unconditional;
	}

	/** A step is checked against what is in force now, however recently it changed. */
	private KnownEntry entry(@Nullable String id, @Nullable AgencyId asking) {
		try {
			EntryId entry = new EntryId(String.valueOf(id));
			this.catalogue.catchUp();
			return this.snapshot.find(entry)
				.filter((known) -> known.published() && known.entry().discoverability() != Discoverability.AGENCY
						|| known.entry().agency().equals(asking))
				.orElseThrow(NotFound::entry);
		}
		catch (IllegalArgumentException _) {
			throw NotFound.entry();
		}
	}

	private static List<Violation> missing(RequestDetails requestDetails) {
		List<Violation> missing = new ArrayList<>();
		required(missing, requestDetails.entry(), "entry", "目录", "entry");
		required(missing, requestDetails.distribution(), "distribution", "数据资源", "distribution");
		if (requestDetails.items().isEmpty()) {
			missing.add(RequestProblems.missing("items", "数据项", "items"));
		}
		required(missing, requestDetails.basis(), "basis", "使用依据", "legal basis");
		required(missing, requestDetails.scenario(), "scenario", "使用场景", "scenario");
		required(missing, requestDetails.scope(), "scope", "使用范围", "scope");
		required(missing, requestDetails.mode(), "mode", "共享方式", "mode");
		if (requestDetails.until() == null) {
			missing.add(RequestProblems.missing("until", "使用时限", "time limit"));
		}
		required(missing, requestDetails.purpose(), "purpose", "使用用途", "purpose");
		return missing;
	}

	private static void required(List<Violation> missing, @Nullable String value, String path, String zh, String en) {
		if (value == null || value.isBlank()) {
			missing.add(RequestProblems.missing(path, zh, en));
		}
	}

	private static void meaningful(List<Violation> wrong, @Nullable String value, String path, String zh, String en) {
		if (value == null || value.codePoints().filter(Character::isLetterOrDigit).distinct().count() < 2) {
			wrong.add(RequestProblems.invalid(path, zh + "须用文字说明", "State the " + en + " in words"));
		}
	}

	private List<Violation> wrong(RequestDetails requestDetails, KnownEntry known, LocalDate day) {
		List<Violation> wrong = new ArrayList<>();
		Distribution distribution = known.entry()
			.distributions()
			.stream()
			.filter((each) -> each.id() != null && each.id().value().equals(requestDetails.distribution()))
			.findFirst()
			.orElse(null);
		if (distribution == null) {
			wrong.add(RequestProblems.invalid("distribution", "数据资源不属于该目录", "The distribution is not of this entry"));
		}
		Set<String> items = known.items().stream().map((item) -> item.id().value()).collect(Collectors.toSet());
		if (!items.containsAll(requestDetails.items())
				|| Set.copyOf(requestDetails.items()).size() < requestDetails.items().size()) {
			wrong.add(
					RequestProblems.invalid("items", "数据项不属于该目录，或有重复", "An item is not of this entry, or named twice"));
		}
		wrong.addAll(wrongRows(requestDetails.rows(), known, String.valueOf(requestDetails.distribution())));
		wrongMode(requestDetails, known, distribution).ifPresent(wrong::add);
		wrongUntil("request", requestDetails.until(), day).ifPresent(wrong::add);
		meaningful(wrong, requestDetails.basis(), "basis", "使用依据", "legal basis");
		meaningful(wrong, requestDetails.scenario(), "scenario", "使用场景", "scenario");
		meaningful(wrong, requestDetails.scope(), "scope", "使用范围", "scope");
		return wrong;
	}

	private List<Violation> wrongRows(List<String> rows, KnownEntry known, String distribution) {
		return this.conditions.problems(rows, known, distribution)
			.stream()
			.map((problem) -> RequestProblems.invalid("rows", problem.zh(), problem.in("en")))
			.toList();
	}

	private static Optional<Violation> wrongMode(RequestDetails requestDetails, KnownEntry known,
			@Nullable Distribution distribution) {
		String mode = String.valueOf(requestDetails.mode());
		List<String> modes = CodeList.of("sharing-modes")
			.all()
			.stream()
			.map(CodeList.Concept::code)
			.filter((code) -> known.entry().modes().isEmpty()
					|| known.entry().modes().stream().anyMatch((listed) -> listed.code().equals(code)))
			.filter((code) -> distribution == null || carries(distribution.kind(), code))
			.toList();
		return modes.contains(mode) ? Optional.empty()
				: Optional.of(RequestProblems.invalid("mode", "该目录和数据资源可用的共享方式：" + String.join("、", modes),
						"Modes of this entry and distribution: " + String.join(", ", modes)));
	}

	/** Whether what a distribution is can reach a department in a mode. */
	private static boolean carries(DistributionKind kind, String mode) {
		return switch (kind) {
			case TABLE -> true;
			case FILE -> List.of("file-download", "batch-exchange").contains(mode);
			case SERVICE -> mode.equals("service-interface");
		};
	}

	/** A last day is neither past nor further ahead than may be named. */
	Optional<Violation> wrongUntil(String term, @Nullable LocalDate until, LocalDate day) {
		if (until == null) {
			return Optional.empty();
		}
		if (until.isBefore(day)) {
			return Optional.of(RequestProblems.invalid("until", "时限已过", "The time limit has passed"));
		}
		LocalDate latest = this.deadlines.latest(term, day);
		return until.isAfter(latest)
				? Optional.of(RequestProblems.invalid("until", "时限最晚为 " + latest, "The latest time limit is " + latest))
				: Optional.empty();
	}

	/** What is wrong with the row conditions of a grant. */
	List<Violation> wrongRows(SharingRequest request, List<String> rows) {
		return wrongRows(rows, entry(request.fields().entry(), request.requester()),
				String.valueOf(request.fields().distribution()));
	}

}
