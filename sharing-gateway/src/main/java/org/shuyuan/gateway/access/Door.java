package org.shuyuan.gateway.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.audit.Ledger;
import org.shuyuan.gateway.audit.Recorded;
import org.shuyuan.gateway.caller.Caller;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.Asker;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.Held;
import org.shuyuan.gateway.policy.Reason;
import org.shuyuan.gateway.policy.Resource;
import org.shuyuan.gateway.policy.SharingPolicy;
import org.shuyuan.gateway.problem.NotFound;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.gateway.tables.Column;
import org.shuyuan.gateway.tables.Filter;
import org.shuyuan.gateway.tables.QueryInvalid;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.VersionState;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.GrantId;
import org.shuyuan.vocab.ItemId;

import org.springframework.stereotype.Component;

/**
 * The one door out: decides, records, and only then lets through. What was let through is
 * looked at again whenever anything is taken back.
 */
@Component
class Door {

	/** Stands for a column that no item describes, which nobody may have. */
	private static final ItemId UNBOUND = new ItemId("aaaaaaaaaaaaaaaaaaaaaaaaaa");

	private final Snapshot snapshot;

	private final VersionsInForce versions;

	private final Grants grants;

	private final Ledger ledger;

	private final Revocations revocations;

	private final Clock clock;

	Door(Snapshot snapshot, VersionsInForce versions, Grants grants, Ledger ledger, Revocations revocations,
			Clock clock) {
		this.snapshot = snapshot;
		this.versions = versions;
		this.grants = grants;
		this.ledger = ledger;
		this.revocations = revocations;
		this.clock = clock;
	}

	/**
	 * Decides and records.
	 * @throws Refused if it may not be had; the refusal is recorded too
	 */
	Admitted admit(Asked asked) {
		long epoch = this.revocations.epoch();
		Judged judged = judge(asked);
		Decision decision = judged.decision;
		List<Filter> rows = List.of();
		if (decision instanceof Decision.Permit permit) {
			Optional<List<Filter>> conditions = conditions(permit, judged.data);
			rows = conditions.orElse(List.of());
			if (conditions.isEmpty()) {
				decision = new Decision.Refuse(Reason.ITEMS_NOT_COVERED);
			}
			else if (judged.grant != null && asked.kind() != Action.Kind.DESCRIBE && !this.grants.take(judged.grant)) {
				decision = new Decision.Refuse(Reason.QUOTA_USED_UP);
			}
		}
		String number = Ledger.number();
		record(number, asked, judged, decision);
		return switch (decision) {
			case Decision.Refuse refuse -> throw new Refused(refuse.reason(), number);
			case Decision.Permit permit -> new Admitted(number, judged.data, columns(permit, judged), rows,
					permit.rowsLeft(), judged.grant, watch(asked, judged, epoch));
		};
	}

	private Judged judge(Asked asked) {
		if (this.snapshot.heard().plus(SharingPolicy.STALE_AFTER).isBefore(this.clock.instant())) {
			String number = Ledger.number();
			this.ledger.record(recorded(number, asked, "refuse", Reason.POLICY_STALE.code(), null, List.of()));
			throw new Refused(Reason.POLICY_STALE, number);
		}
		KnownEntry known = this.snapshot.find(asked.distribution())
			.filter((entry) -> mayKnow(asked.caller(), entry))
			.orElseThrow(NotFound::distribution);
		DataVersion data = this.versions.findData(asked.distribution())
			.orElseThrow(() -> NotFound.of("data", "数据", "data under this distribution"));
		Resource resource = resource(known, data);
		Optional<Grants.Standing> standing = grantId(asked).flatMap(this.grants::find);
		Action action = new Action(asked.kind(), items(asked.columns(), resource), named(asked),
				blankless(asked.purpose()));
		Decision decision = SharingPolicy.decide(new Asker(asked.caller().subject(), asked.caller().agency()), resource,
				action, standing.map(Grants.Standing::grant).orElse(null),
				standing.map(Grants.Standing::usage).orElse(Held.Usage.NONE), this.clock.instant());
		GrantId grant = (decision instanceof Decision.Permit && action.grant() != null) ? action.grant() : null;
		return new Judged(known, data, resource, decision, grant);
	}

	private static @Nullable String blankless(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : decoded(text.strip());
	}

	/** Header values may be percent-encoded UTF-8. */
	private static String decoded(String text) {
		try {
			return text.contains("%") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text;
		}
		catch (IllegalArgumentException _) {
			return text;
		}
	}

	private static Optional<GrantId> grantId(Asked asked) {
		try {
			return Optional.ofNullable(asked.grant()).map(String::strip).map(GrantId::new);
		}
		catch (IllegalArgumentException _) {
			return Optional.empty();
		}
	}

	/** A grant that is no id at all is one that nobody holds. */
	private static @Nullable GrantId named(Asked asked) {
		return (asked.grant() == null) ? null : grantId(asked).orElseGet(GrantId::random);
	}

	private static boolean mayKnow(Caller caller, KnownEntry known) {
		if (!known.published()) {
			return caller.actsFor(known.entry().agency()) || caller.seesAll();
		}
		return switch (known.entry().discoverability()) {
			case PUBLIC -> true;
			case DEPARTMENTS -> caller.agency() != null || caller.seesAll();
			case AGENCY -> caller.actsFor(known.entry().agency()) || caller.seesAll();
		};
	}

	private Resource resource(KnownEntry known, DataVersion data) {
		List<DataItem> described = known.entry().items();
		List<String> columns = data.columns().stream().map(Column::name).toList();
		List<Resource.Item> items = new ArrayList<>();
		for (DataItem item : described) {
			if (item.id() != null) {
				String column = columns.stream()
					.filter((name) -> DataVersion.itemFor(name, described).filter(item::equals).isPresent())
					.findFirst()
					.orElse(item.columnName());
				items.add(new Resource.Item(Objects.requireNonNull(item.id()), column,
						item.mayOpen() && !data.stoppedColumns().contains(column), item.sensitivity()));
			}
		}
		return new Resource(known.id(), data.distribution(), known.entry().agency(), known.inForce(),
				known.entry().completeness(), known.entry().sharing(), known.entry().openness(),
				known.entry().strictestGrade(), items,
				new Resource.Content(data.profile() != null, columns, data.stateFor(described) == VersionState.STOPPED),
				this.snapshot.heard());
	}

	private static Set<ItemId> items(Set<String> columns, Resource resource) {
		Set<ItemId> items = new HashSet<>();
		for (String column : columns) {
			items.add(resource.items()
				.stream()
				.filter((item) -> item.column().equals(column))
				.map(Resource.Item::id)
				.findFirst()
				.orElse(UNBOUND));
		}
		return items;
	}

	private static Map<String, ItemId> columns(Decision.Permit permit, Judged judged) {
		Map<String, ItemId> columns = new LinkedHashMap<>();
		for (Column column : judged.data.columns()) {
			judged.resource.items()
				.stream()
				.filter((item) -> item.column().equals(column.name()) && permit.items().contains(item.id()))
				.findFirst()
				.ifPresent((item) -> columns.put(column.name(), item.id()));
		}
		return columns;
	}

	/** The grant's row conditions; empty if one no longer fits the table. */
	private static Optional<List<Filter>> conditions(Decision.Permit permit, DataVersion data) {
		try {
			List<Column> columns = data.columns();
			return Optional.of(permit.rows().stream().map((row) -> Filter.parse(row, columns)).toList());
		}
		catch (QueryInvalid _) {
			return Optional.empty();
		}
	}

	private BooleanSupplier watch(Asked asked, Judged judged, long epoch) {
		return new BooleanSupplier() {

			private long seen = epoch;

			private boolean stopped;

			@Override
			public boolean getAsBoolean() {
				long now = Door.this.revocations.epoch();
				if (!this.stopped && now != this.seen) {
					this.seen = now;
					this.stopped = takenBack(asked, judged);
				}
				return this.stopped;
			}

		};
	}

	private boolean takenBack(Asked asked, Judged before) {
		Reason reason;
		try {
			Decision decision = judge(asked).decision;
			if (!(decision instanceof Decision.Refuse refuse)) {
				return false;
			}
			if (refuse.reason() == Reason.QUOTA_USED_UP) {
				return false;
			}
			reason = refuse.reason();
		}
		catch (RuntimeException _) {
			reason = Reason.ENTRY_SUSPENDED;
		}
		this.ledger.record(recorded(Ledger.number(), asked, "stop", reason.code(), before.known, List.of()));
		return true;
	}

	private void record(String number, Asked asked, Judged judged, Decision decision) {
		switch (decision) {
			case Decision.Permit permit -> this.ledger.record(recorded(number, asked, "permit", null, judged.known,
					permit.items().stream().map(ItemId::value).sorted().toList()));
			case Decision.Refuse refuse ->
				this.ledger.record(recorded(number, asked, "refuse", refuse.reason().code(), judged.known,
						items(asked.columns(), judged.resource).stream().map(ItemId::value).sorted().toList()));
		}
	}

	private Recorded recorded(String number, Asked asked, String outcome, @Nullable String reason,
			@Nullable KnownEntry known, List<String> items) {
		Caller caller = asked.caller();
		String purpose = blankless(asked.purpose());
		return new Recorded(number, this.clock.instant(), caller.subject().isEmpty() ? "public" : caller.subject(),
				(caller.agency() != null) ? caller.agency().value() : null, outcome, reason,
				asked.kind().name().toLowerCase(Locale.ROOT), (known != null) ? known.id().value() : null,
				asked.distribution().value(), items,
				(purpose != null) ? purpose.substring(0, Math.min(200, purpose.length())) : null,
				grantId(asked).map(GrantId::value).orElse(null));
	}

	private record Judged(KnownEntry known, DataVersion data, Resource resource, Decision decision,
			@Nullable GrantId grant) {
	}

}
