package org.shuyuan.gateway.access;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.catalogue.CatalogueFollower;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.opening.Applications;
import org.shuyuan.gateway.policy.AcceptedApplication;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.Grant;
import org.shuyuan.gateway.policy.PolicyResource;
import org.shuyuan.gateway.policy.SharingPolicy;
import org.shuyuan.gateway.policy.Subject;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.publication.VersionFollower;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.stereotype.Component;

/**
 * Puts a call before the policy, with all that is known of the entry, its data, the grant
 * and the caller's own application.
 */
@Component
class AccessDecider {

	private final Snapshot snapshot;

	private final CatalogueFollower catalogue;

	private final VersionsInForce versions;

	private final VersionFollower followed;

	private final VersionStore store;

	private final PolicyResources policyResources;

	private final Grants grants;

	private final Applications applications;

	private final Clock clock;

	AccessDecider(Snapshot snapshot, CatalogueFollower catalogue, VersionsInForce versions, VersionFollower followed,
			VersionStore store, PolicyResources policyResources, Grants grants, Applications applications,
			Clock clock) {
		this.snapshot = snapshot;
		this.catalogue = catalogue;
		this.versions = versions;
		this.followed = followed;
		this.store = store;
		this.policyResources = policyResources;
		this.grants = grants;
		this.applications = applications;
		this.clock = clock;
	}

	/**
	 * Decides; no call is refused because of what another instance changed a moment ago.
	 * @throws Problem if there is nothing that the caller may know of
	 */
	AccessDecision judge(AccessRequest accessRequest) {
		try {
			AccessDecision accessDecision = judge(accessRequest, Set.of(), null);
			if (accessDecision.decision() instanceof Decision.Permit) {
				return accessDecision;
			}
		}
		catch (Problem _) {
			// what it asks for may be there by now
		}
		this.catalogue.catchUp();
		this.followed.catchUp();
		return judge(accessRequest, Set.of(), null);
	}

	/**
	 * Decides again on a permitted call.
	 * @param columns the columns in use
	 */
	Decision again(AccessDecision before, Set<String> columns) {
		AccessDecision now = judge(before.asked(), columns, before.data());
		return (now.decision() instanceof Decision.Permit permit && !permit.columns().containsAll(columns))
				? new Decision.Refuse(now.beyond()) : now.decision();
	}

	/**
	 * Decides.
	 * @param columns the columns in use, none for all that are allowed
	 * @param before the version that is being delivered; absent for the one in force
	 */
	private AccessDecision judge(AccessRequest accessRequest, Set<String> columns, @Nullable DataVersion before) {
		KnownEntry known = this.snapshot.find(accessRequest.distribution())
			.filter((entry) -> mayKnow(accessRequest.caller(), entry))
			.orElseThrow(NotFound::distribution);
		DataVersion now = (accessRequest.kind() == Action.Kind.SERVICE) ? service(known, accessRequest.distribution())
				: this.versions.findData(accessRequest.distribution()).orElseThrow(AccessDecider::noData);
		DataVersion data = (before == null || before.version() == now.version()) ? now : stillThere(before);
		PolicyResource policyResource = this.policyResources.of(known, data);
		Optional<Grants.Standing> standing = accessRequest.grantId().flatMap(this.grants::find);
		Action action = new Action(accessRequest.kind(), policyResource.items(columns), accessRequest.grantClaimed(),
				accessRequest.purpose());
		Grant held = standing.map(Grants.Standing::grant).orElse(null);
		AcceptedApplication acceptedApplication = opening(accessRequest, known);
		AgencyId agency = accessRequest.caller().agency();
		Subject asker = new Subject(accessRequest.caller().subject(), agency, this.snapshot.isDepartment(agency),
				acceptedApplication);
		Function<Action, Decision> decide = (each) -> SharingPolicy.decide(asker, policyResource, each, held,
				standing.map(Grants.Standing::usage).orElse(Grant.Usage.NONE), this.clock.instant());
		boolean original = accessRequest.kind() == Action.Kind.DESCRIBE && decide
			.apply(new Action(Action.Kind.FILE, Set.of(), action.grant(), action.purpose())) instanceof Decision.Permit;
		return new AccessDecision(accessRequest, known, data, policyResource, decide.apply(action),
				(action.grant() != null) ? held : null, acceptedApplication, original);
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
			.orElseThrow(AccessDecider::noData);
	}

	private static Problem noData() {
		return NotFound.of(GatewayProblemType.DATA_NOT_FOUND, "数据", "data under this distribution");
	}

	/** Represents the data where an agency's own service has them. */
	private static DataVersion service(KnownEntry known, DistributionId distribution) {
		if (known.entry()
			.distributions()
			.stream()
			.noneMatch((each) -> distribution.equals(each.id()) && each.kind() == DistributionKind.SERVICE)) {
			throw NotFound.of(GatewayProblemType.SERVICE_NOT_FOUND, "服务接口", "service under this distribution");
		}
		return DataVersion.elsewhere(distribution, known.id(), known.entry().agency());
	}

	/**
	 * What the caller's own application lets him have of an entry that opens
	 * conditionally.
	 */
	private @Nullable AcceptedApplication opening(AccessRequest accessRequest, KnownEntry known) {
		boolean looked = known.entry().openness() instanceof Openness.Conditional && accessRequest.grant() == null
				&& !accessRequest.caller().subject().isEmpty();
		return looked ? this.applications.find(accessRequest.caller().subject(), known.id()).orElse(null) : null;
	}

}
