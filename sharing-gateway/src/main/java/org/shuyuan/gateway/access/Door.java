package org.shuyuan.gateway.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.edge.caller.Standing;
import org.shuyuan.edge.problem.NotFound;
import org.shuyuan.edge.problem.Problem;
import org.shuyuan.gateway.audit.AuditFailed;
import org.shuyuan.gateway.audit.Ledger;
import org.shuyuan.gateway.audit.Recorded;
import org.shuyuan.gateway.catalogue.CatalogueFollower;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.opening.Applications;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.Asker;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.Held;
import org.shuyuan.gateway.policy.Opening;
import org.shuyuan.gateway.policy.Reason;
import org.shuyuan.gateway.policy.Resource;
import org.shuyuan.gateway.policy.SharingPolicy;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.gateway.tables.Column;
import org.shuyuan.gateway.tables.ColumnUnknown;
import org.shuyuan.gateway.tables.Filter;
import org.shuyuan.gateway.tables.QueryInvalid;
import org.shuyuan.gateway.tables.TableQuery;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.VersionFollower;
import org.shuyuan.gateway.versions.VersionState;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.DistributionKind;
import org.shuyuan.vocab.GrantId;
import org.shuyuan.vocab.ItemId;
import org.shuyuan.vocab.Openness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * The one door out: decides, records, and only then lets through. What was let through is
 * looked at again whenever anything is taken back.
 */
@Component
class Door {

	private static final Logger LOG = LoggerFactory.getLogger(Door.class);

	/** Stands for a column that no item describes, which nobody may have. */
	private static final ItemId UNBOUND = new ItemId("aaaaaaaaaaaaaaaaaaaaaaaaaa");

	private final Map<DistributionId, Drawn> drawn = new ConcurrentHashMap<>();

	private final Snapshot snapshot;

	private final CatalogueFollower catalogue;

	private final VersionsInForce versions;

	private final VersionFollower followed;

	private final Grants grants;

	private final Applications applications;

	private final Ledger ledger;

	private final Revocations revocations;

	private final Standing standing;

	private final Clock clock;

	Door(Snapshot snapshot, CatalogueFollower catalogue, VersionsInForce versions, VersionFollower followed,
			Grants grants, Applications applications, Ledger ledger, Revocations revocations, Standing standing,
			Clock clock) {
		this.snapshot = snapshot;
		this.catalogue = catalogue;
		this.versions = versions;
		this.followed = followed;
		this.grants = grants;
		this.applications = applications;
		this.ledger = ledger;
		this.revocations = revocations;
		this.standing = standing;
		this.clock = clock;
	}

	/**
	 * Decides and records.
	 * @param need works out what the call needs of what it may have
	 * @throws Refused if it may not be had; the refusal is recorded too
	 */
	<T> Admitted<T> admit(Asked asked, Need.Of<T> need) {
		long epoch = this.revocations.epoch();
		if (stale()) {
			String number = Ledger.number();
			this.ledger.record(recorded(number, asked, "refuse", Reason.POLICY_STALE.code(), null, List.of()));
			throw new Refused(Reason.POLICY_STALE, number);
		}
		Judged judged = judgeNow(asked);
		return switch (judged.decision) {
			case Decision.Refuse(Reason reason) -> throw refused(asked, judged, reason, List.of());
			case Decision.Permit permit -> admit(asked, judged, permit, need, epoch);
		};
	}

	private <T> Admitted<T> admit(Asked asked, Judged judged, Decision.Permit permit, Need.Of<T> need, long epoch) {
		Offer offer;
		Need<T> needed;
		try {
			offer = new Offer(judged.data, columns(permit, judged), conditions(asked, judged, permit));
			needed = need.of(offer);
		}
		catch (ColumnUnknown ex) {
			throw refused(asked, judged, beyond(judged), List.of(ex.column()));
		}
		catch (Need.Beyond ex) {
			throw refused(asked, judged, beyond(judged), ex.columns());
		}
		GrantId charged = (judged.grant != null && asked.kind() != Action.Kind.DESCRIBE) ? judged.grant.id() : null;
		long rows = (charged == null) ? Long.MAX_VALUE : this.grants.reserve(charged, needed.least(), needed.most())
			.orElseThrow(() -> refused(asked, judged, Reason.QUOTA_USED_UP, List.of()));
		String number = Ledger.number();
		Admitted<T> admitted = new Admitted<>(number, offer, needed.what(), rows, charged,
				watch(asked, judged, needed.columns(), epoch));
		try {
			this.ledger.record(recorded(number, asked, "permit", null, judged,
					permit.items().stream().map(ItemId::value).sorted().toList()));
		}
		catch (AuditFailed ex) {
			settle(admitted, 0, false);
			throw ex;
		}
		return admitted;
	}

	private static Reason beyond(Judged judged) {
		return (judged.grant != null) ? Reason.ITEMS_NOT_COVERED : Reason.ITEM_NOT_OPEN;
	}

	private Refused refused(Asked asked, Judged judged, Reason reason, List<String> columns) {
		String number = Ledger.number();
		this.ledger.record(recorded(number, asked, "refuse", reason.code(), judged,
				items(columns, judged.resource).stream().map(ItemId::value).sorted().toList()));
		return new Refused(reason, number);
	}

	/**
	 * Settles what a call was charged for.
	 * @param rows rows sent
	 * @param flowed whether data have flowed
	 */
	void settle(Admitted<?> admitted, long rows, boolean flowed) {
		if (admitted.grant() != null) {
			this.grants.settle(admitted.grant(), admitted.rowsLeft(), rows, flowed);
		}
	}

	/**
	 * Decides; nobody is refused by what another instance changed a moment ago.
	 */
	private Judged judgeNow(Asked asked) {
		try {
			Judged judged = judge(asked, Set.of(), null);
			if (judged.decision instanceof Decision.Permit) {
				return judged;
			}
		}
		catch (Problem _) {
			// what it asks for may be there by now
		}
		this.catalogue.catchUp();
		this.followed.catchUp();
		return judge(asked, Set.of(), null);
	}

	/**
	 * Decides.
	 * @param columns the columns in use, none for whatever may be had
	 * @param before the version that is being delivered; absent for the one in force
	 */
	private Judged judge(Asked asked, Set<String> columns, @Nullable DataVersion before) {
		KnownEntry known = this.snapshot.find(asked.distribution())
			.filter((entry) -> mayKnow(asked.caller(), entry))
			.orElseThrow(NotFound::distribution);
		DataVersion now = (asked.kind() == Action.Kind.SERVICE) ? service(known, asked.distribution())
				: this.versions.findData(asked.distribution())
					.orElseThrow(() -> NotFound.of("data", "数据", "data under this distribution"));
		DataVersion data = (before == null || before.version() == now.version()) ? now : before;
		Resource resource = resource(known, data);
		Optional<Grants.Standing> standing = grantId(asked).flatMap(this.grants::find);
		Action action = new Action(asked.kind(), items(columns, resource), named(asked), blankless(asked.purpose()));
		Held held = standing.map(Grants.Standing::grant).orElse(null);
		Opening opening = opening(asked, known);
		Decision decision = SharingPolicy.decide(new Asker(asked.caller().subject(), asked.caller().agency(), opening),
				resource, action, held, standing.map(Grants.Standing::usage).orElse(Held.Usage.NONE),
				this.clock.instant());
		return new Judged(known, data, resource, decision, (action.grant() != null) ? held : null, opening);
	}

	/**
	 * What the caller's own application lets him have of an entry that opens
	 * conditionally.
	 */
	private @Nullable Opening opening(Asked asked, KnownEntry known) {
		boolean looked = known.entry().openness() instanceof Openness.Conditional && asked.grant() == null
				&& !asked.caller().subject().isEmpty();
		return looked ? this.applications.find(asked.caller().subject(), known.id()).orElse(null) : null;
	}

	/** What stands for the data where an agency's own service has them. */
	private static DataVersion service(KnownEntry known, DistributionId distribution) {
		if (known.entry()
			.distributions()
			.stream()
			.noneMatch((each) -> distribution.equals(each.id()) && each.kind() == DistributionKind.SERVICE)) {
			throw NotFound.of("service", "服务接口", "service under this distribution");
		}
		return DataVersion.elsewhere(distribution, known.id(), known.entry().agency());
	}

	/** Says nothing of what there is before the catalogue was heard. */
	private boolean stale() {
		return this.snapshot.heard().plus(SharingPolicy.STALE_AFTER).isBefore(this.clock.instant());
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

	/** Drawn once for each entry and version that are in force. */
	private Resource resource(KnownEntry known, DataVersion data) {
		Drawn before = this.drawn.get(data.distribution());
		if (before != null && before.known == known && before.data == data) {
			return before.resource.heard(this.snapshot.heard());
		}
		Resource resource = draw(known, data);
		this.drawn.put(data.distribution(), new Drawn(known, data, resource));
		return resource;
	}

	private Resource draw(KnownEntry known, DataVersion data) {
		List<DataItem> described = known.entry().items();
		List<String> columns = data.columns().stream().map(Column::name).toList();
		List<Resource.Item> items = new ArrayList<>();
		for (DataItem item : described) {
			if (item.id() != null) {
				String column = columns.stream()
					.filter((name) -> DataVersion.itemFor(name, described).filter(item::equals).isPresent())
					.findFirst()
					.orElse(item.columnName());
				items.add(new Resource.Item(Objects.requireNonNull(item.id()), column, item.mayOpen(),
						item.sensitivity()));
			}
		}
		return new Resource(known.id(), data.distribution(), known.entry().agency(), known.inForce(),
				known.entry().completeness(), known.entry().sharing(), known.entry().openness(),
				known.entry().strictestGrade(), items, new Resource.Content(data.profile() != null, columns,
						data.stateFor(described) == VersionState.STOPPED, Set.copyOf(data.stoppedColumns())),
				this.snapshot.heard());
	}

	private static Set<ItemId> items(Collection<String> columns, Resource resource) {
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
		Map<String, ItemId> items = new HashMap<>();
		for (Resource.Item item : judged.resource.items()) {
			if (permit.items().contains(item.id())) {
				items.putIfAbsent(item.column(), item.id());
			}
		}
		Map<String, ItemId> columns = new LinkedHashMap<>();
		for (String column : judged.resource.content().columns()) {
			ItemId item = items.get(column);
			if (item != null) {
				columns.put(column, item);
			}
		}
		return columns;
	}

	/** The grant's row conditions, as long as they fit the table. */
	private static List<Filter> conditions(Asked asked, Judged judged, Decision.Permit permit) {
		try {
			List<Column> columns = judged.data.columns();
			List<Filter> rows = permit.rows().stream().map((row) -> Filter.parse(row, columns)).toList();
			new TableQuery(judged.data.sha256().value(), columns, List.of(), rows, List.of(), null, 0).check();
			return rows;
		}
		catch (QueryInvalid _) {
			throw new Need.Beyond(List.of());
		}
	}

	private Watch watch(Asked asked, Judged judged, Set<String> columns, long epoch) {
		BooleanSupplier lost = this.standing.lost();
		return new Watch(epoch, () -> this.revocations.epoch() + (lost.getAsBoolean() ? 1 : 0), () -> until(judged),
				() -> takenBack(asked, judged, columns, lost), this.clock);
	}

	/** When a decision ends by itself, unless the catalogue is heard again. */
	private Instant until(Judged judged) {
		Held grant = judged.grant;
		Opening opening = judged.opening;
		Instant stale = this.snapshot.heard().plus(SharingPolicy.STALE_AFTER).plusNanos(1);
		Instant granted = (grant != null) ? grant.until() : (opening != null) ? opening.until() : stale;
		return granted.isBefore(stale) ? granted : stale;
	}

	private Optional<Reason> takenBack(Asked asked, Judged before, Set<String> columns, BooleanSupplier lost) {
		Optional<Reason> reason = lost.getAsBoolean() ? Optional.of(Reason.STANDING_LOST)
				: refusal(asked, before, columns);
		reason.ifPresent(
				(each) -> this.ledger.record(recorded(Ledger.number(), asked, "stop", each.code(), before, List.of())));
		return reason;
	}

	/** What was set aside for a running call is its own, though nothing may be left. */
	private Optional<Reason> refusal(Asked asked, Judged before, Set<String> columns) {
		if (stale()) {
			return Optional.of(Reason.POLICY_STALE);
		}
		try {
			return (judge(asked, columns, before.data).decision instanceof Decision.Refuse(Reason reason)
					&& reason != Reason.QUOTA_USED_UP) ? Optional.of(reason) : Optional.empty();
		}
		catch (Problem _) {
			return Optional.of(Reason.ENTRY_SUSPENDED);
		}
		catch (RuntimeException ex) {
			LOG.warn("A running delivery cannot be looked at again; it ends", ex);
			return Optional.of(Reason.POLICY_STALE);
		}
	}

	private Recorded recorded(String number, Asked asked, String outcome, @Nullable String reason,
			@Nullable Judged judged, List<String> items) {
		KnownEntry known = (judged != null) ? judged.known : null;
		Opening opening = (judged != null) ? judged.opening : null;
		Caller caller = asked.caller();
		String purpose = blankless(asked.purpose());
		return new Recorded(number, this.clock.instant(), caller.subject().isEmpty() ? "public" : caller.subject(),
				(caller.agency() != null) ? caller.agency().value() : null, outcome, reason,
				asked.kind().name().toLowerCase(Locale.ROOT), (known != null) ? known.id().value() : null,
				asked.distribution().value(), items,
				(purpose != null) ? purpose.substring(0, Math.min(200, purpose.length())) : null,
				grantId(asked).or(() -> Optional.ofNullable(opening).map(Opening::id))
					.map(GrantId::value)
					.orElse(null));
	}

	private record Drawn(KnownEntry known, DataVersion data, Resource resource) {
	}

	private record Judged(KnownEntry known, DataVersion data, Resource resource, Decision decision,
			@Nullable Held grant, @Nullable Opening opening) {
	}

}
