package org.shuyuan.gateway.request;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.edge.problem.NotFound;
import org.shuyuan.gateway.catalogue.CatalogueFollower;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.policy.Reason;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Discoverability;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.SharingClass;
import org.shuyuan.vocab.Violation;

import org.springframework.stereotype.Component;

/** Checks what a request states against its entry. */
@Component
class Requesting {

	private static final int LONGEST = 4000;

	private final Snapshot snapshot;

	private final CatalogueFollower catalogue;

	Requesting(Snapshot snapshot, CatalogueFollower catalogue) {
		this.snapshot = snapshot;
		this.catalogue = catalogue;
	}

	/**
	 * The entry asked for, once the fields are complete and fit it.
	 * @param day the day they are looked at, which the time limit may not precede
	 */
	KnownEntry checked(Fields fields, Caller caller, LocalDate day) {
		List<Violation> missing = missing(fields);
		if (!missing.isEmpty()) {
			throw RequestProblems.incomplete(missing);
		}
		KnownEntry known = entry(fields.entry(), caller.agency());
		List<Violation> wrong = wrong(fields, known, day);
		if (!wrong.isEmpty()) {
			throw RequestProblems.incomplete(wrong);
		}
		if (known.entry().sharing() instanceof SharingClass.NotShared) {
			throw RequestProblems.reason(Reason.NOT_SHARED_BY_LAW);
		}
		return known;
	}

	/** Checks class, scope and purpose when the request leaves. */
	void mayLeave(SharingRequest request) {
		KnownEntry known = entry(request.fields().entry(), request.requester());
		if (!known.inForce()) {
			throw RequestProblems.reason(Reason.ENTRY_SUSPENDED);
		}
		switch (known.entry().sharing()) {
			case null -> throw RequestProblems.reason(Reason.NOT_CLASSIFIED);
			case SharingClass.NotShared _ -> throw RequestProblems.reason(Reason.NOT_SHARED_BY_LAW);
			case SharingClass.Unconditional _ -> department(request);
			case SharingClass.Conditional conditional -> {
				if (conditional.scope().isEmpty()) {
					department(request);
				}
				if (!conditional.scope().isEmpty() && !conditional.scope().contains(request.requester())) {
					throw RequestProblems.outOfScope();
				}
				if (!conditional.purposes().contains(String.valueOf(request.fields().purpose()))) {
					throw RequestProblems.reason(Reason.PURPOSE_NOT_COVERED);
				}
			}
		}
	}

	/** Who is not named in a scope is a department, or a body with public functions. */
	private void department(SharingRequest request) {
		if (!this.snapshot.isDepartment(request.requester())) {
			throw RequestProblems.reason(Reason.AGENCY_KIND_NOT_COVERED);
		}
	}

	boolean unconditional(SharingRequest request) {
		return entry(request.fields().entry(), request.requester()).entry()
			.sharing() instanceof SharingClass.Unconditional;
	}

	/** A step is taken on what is in force now, whoever changed it a moment ago. */
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

	private static List<Violation> missing(Fields fields) {
		List<Violation> missing = new ArrayList<>();
		required(missing, fields.entry(), "entry", "目录", "entry");
		required(missing, fields.distribution(), "distribution", "数据资源", "distribution");
		if (fields.items().isEmpty()) {
			missing.add(RequestProblems.missing("items", "数据项", "items"));
		}
		required(missing, fields.basis(), "basis", "使用依据", "legal basis");
		required(missing, fields.scenario(), "scenario", "使用场景", "scenario");
		required(missing, fields.scope(), "scope", "使用范围", "scope");
		required(missing, fields.mode(), "mode", "共享方式", "mode");
		if (fields.until() == null) {
			missing.add(RequestProblems.missing("until", "使用时限", "time limit"));
		}
		required(missing, fields.purpose(), "purpose", "使用用途", "purpose");
		return missing;
	}

	private static void required(List<Violation> missing, @Nullable String value, String path, String zh, String en) {
		if (value == null || value.isBlank()) {
			missing.add(RequestProblems.missing(path, zh, en));
		}
		else if (value.length() > LONGEST || value.indexOf('\0') >= 0) {
			missing.add(RequestProblems.invalid(path, zh + "过长或含控制字符",
					"The " + en + " is too long or holds control characters"));
		}
	}

	private static List<Violation> wrong(Fields fields, KnownEntry known, LocalDate day) {
		List<Violation> wrong = new ArrayList<>();
		boolean distribution = known.entry()
			.distributions()
			.stream()
			.anyMatch((each) -> each.id() != null && each.id().value().equals(fields.distribution()));
		if (!distribution) {
			wrong.add(RequestProblems.invalid("distribution", "数据资源不属于该目录", "The distribution is not of this entry"));
		}
		Set<String> items = known.items().stream().map((item) -> item.id().value()).collect(Collectors.toSet());
		if (!items.containsAll(fields.items())) {
			wrong.add(RequestProblems.invalid("items", "数据项不属于该目录", "An item is not of this entry"));
		}
		if (!fields.rows().stream().allMatch((row) -> condition(row, known))) {
			wrong.add(RequestProblems.invalid("rows", "行条件须为 列名:运算符:值，且列名属于该目录",
					"Row conditions are column:operator:value with a column of this entry"));
		}
		LocalDate until = fields.until();
		if (until != null && until.isBefore(day)) {
			wrong.add(RequestProblems.invalid("until", "使用时限已过", "The time limit has passed"));
		}
		return wrong;
	}

	static boolean condition(String row, KnownEntry known) {
		return known.items()
			.stream()
			.anyMatch((item) -> row.startsWith(item.column() + ":") && row.substring(item.column().length() + 1)
				.matches("(?s)(eq|ne|lt|le|gt|ge|contains|starts|in):.*|null|notnull"));
	}

	/** Whether row conditions fit the entry of a request. */
	boolean fit(SharingRequest request, List<String> rows) {
		KnownEntry known = entry(request.fields().entry(), request.requester());
		return rows.stream().allMatch((row) -> condition(row, known));
	}

}
