package org.shuyuan.gateway.access;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.edge.problem.NotFound;
import org.shuyuan.edge.problem.Problem;
import org.shuyuan.gateway.catalogue.CatalogueFollower;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.opening.Applications;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.Asker;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.Held;
import org.shuyuan.gateway.policy.Opening;
import org.shuyuan.gateway.policy.Resource;
import org.shuyuan.gateway.policy.SharingPolicy;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.VersionFollower;
import org.shuyuan.gateway.versions.VersionState;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.DistributionKind;
import org.shuyuan.vocab.Openness;

import org.springframework.stereotype.Component;

/**
 * Puts a call before the policy, with all that is known of the entry, its data, the grant
 * and the caller's own application.
 */
@Component
class Judge {

	private final Snapshot snapshot;

	private final CatalogueFollower catalogue;

	private final VersionsInForce versions;

	private final VersionFollower followed;

	private final VersionStore store;

	private final Resources resources;

	private final Grants grants;

	private final Applications applications;

	private final Clock clock;

	Judge(Snapshot snapshot, CatalogueFollower catalogue, VersionsInForce versions, VersionFollower followed,
			VersionStore store, Resources resources, Grants grants, Applications applications, Clock clock) {
		this.snapshot = snapshot;
		this.catalogue = catalogue;
		this.versions = versions;
		this.followed = followed;
		this.store = store;
		this.resources = resources;
		this.grants = grants;
		this.applications = applications;
		this.clock = clock;
	}

	/**
	 * Decides; nobody is refused by what another instance changed a moment ago.
	 * @throws Problem if there is nothing that the caller may know of
	 */
	Judgement judge(Asked asked) {
		try {
			Judgement judgement = judge(asked, Set.of(), null);
			if (judgement.decision() instanceof Decision.Permit) {
				return judgement;
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
	 * Decides again on a call that was let through.
	 * @param columns the columns in use
	 */
	Decision again(Judgement before, Set<String> columns) {
		Judgement now = judge(before.asked(), columns, before.data());
		return (now.decision() instanceof Decision.Permit permit && !permit.columns().containsAll(columns))
				? new Decision.Refuse(now.beyond()) : now.decision();
	}

	/**
	 * Decides.
	 * @param columns the columns in use, none for whatever may be had
	 * @param before the version that is being delivered; absent for the one in force
	 */
	private Judgement judge(Asked asked, Set<String> columns, @Nullable DataVersion before) {
		KnownEntry known = this.snapshot.find(asked.distribution())
			.filter((entry) -> mayKnow(asked.caller(), entry))
			.orElseThrow(NotFound::distribution);
		DataVersion now = (asked.kind() == Action.Kind.SERVICE) ? service(known, asked.distribution())
				: this.versions.findData(asked.distribution()).orElseThrow(Judge::noData);
		DataVersion data = (before == null || before.version() == now.version()) ? now : stillThere(before);
		Resource resource = this.resources.of(known, data);
		Optional<Grants.Standing> standing = asked.grantId().flatMap(this.grants::find);
		Action action = new Action(asked.kind(), resource.items(columns), asked.grantClaimed(), asked.purpose());
		Held held = standing.map(Grants.Standing::grant).orElse(null);
		Opening opening = opening(asked, known);
		AgencyId agency = asked.caller().agency();
		Asker asker = new Asker(asked.caller().subject(), agency, this.snapshot.isDepartment(agency), opening);
		Function<Action, Decision> decide = (each) -> SharingPolicy.decide(asker, resource, each, held,
				standing.map(Grants.Standing::usage).orElse(Held.Usage.NONE), this.clock.instant());
		boolean original = asked.kind() == Action.Kind.DESCRIBE && decide
			.apply(new Action(Action.Kind.FILE, Set.of(), action.grant(), action.purpose())) instanceof Decision.Permit;
		return new Judgement(asked, known, data, resource, decide.apply(action), (action.grant() != null) ? held : null,
				opening, original);
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

	/** A version that is delivered to its end though a newer one is in force. */
	private DataVersion stillThere(DataVersion before) {
		return this.store.find(before.distribution(), before.version())
			.filter((version) -> version.state() == VersionState.AVAILABLE)
			.orElseThrow(Judge::noData);
	}

	private static Problem noData() {
		return NotFound.of("data", "数据", "data under this distribution");
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

	/**
	 * What the caller's own application lets him have of an entry that opens
	 * conditionally.
	 */
	private @Nullable Opening opening(Asked asked, KnownEntry known) {
		boolean looked = known.entry().openness() instanceof Openness.Conditional && asked.grant() == null
				&& !asked.caller().subject().isEmpty();
		return looked ? this.applications.find(asked.caller().subject(), known.id()).orElse(null) : null;
	}

}
