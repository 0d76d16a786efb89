package org.shuyuan.gateway.dispute;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.request.Deadlines;
import org.shuyuan.gateway.request.GrantView;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.gateway.request.RequestActions;
import org.shuyuan.gateway.request.RequestDetails;
import org.shuyuan.gateway.request.RequestProblems;
import org.shuyuan.gateway.request.RequestStore;
import org.shuyuan.gateway.request.RequestWorkflow;
import org.shuyuan.gateway.request.SharingRequest;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.Precondition;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.identifier.RequestId;
import org.shuyuan.vocab.process.RequestState;
import org.shuyuan.vocab.role.Role;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How disputes are heard and decided: both sides state their case, each within its term,
 * and the authority's decision is carried out in the same transaction.
 */
@Component
class Disputes {

	private final DisputeStore disputes;

	private final RequestStore requests;

	private final RequestWorkflow steps;

	private final Grants grants;

	private final Deadlines deadlines;

	private final Clock clock;

	Disputes(DisputeStore disputes, RequestStore requests, RequestWorkflow steps, Grants grants, Deadlines deadlines,
			Clock clock) {
		this.disputes = disputes;
		this.requests = requests;
		this.steps = steps;
		this.grants = grants;
		this.deadlines = deadlines;
		this.clock = clock;
	}

	/** The dispute, for both sides and those who see all. */
	Dispute visible(Caller caller, String id) {
		return this.disputes.find(id)
			.filter((dispute) -> caller.seesAll() || caller.actsFor(dispute.provider())
					|| caller.actsFor(dispute.requester()))
			.map((dispute) -> offer(caller, dispute))
			.orElseThrow(() -> NotFound.of(GatewayProblemType.DISPUTE_NOT_FOUND, "争议", "dispute"));
	}

	List<Dispute> list(Caller caller) {
		AgencyId agency = caller.seesAll() ? null : RequestWorkflow.agency(caller);
		return this.disputes.list(agency).stream().map((dispute) -> offer(caller, dispute)).toList();
	}

	Dispute raise(Caller caller, @Nullable String request, @Nullable String grant, String statement) {
		SharingRequest about = about(caller, request, grant);
		AgencyId agency = RequestWorkflow.agency(caller);
		RequestActions.requireDispute(caller, about);
		String standing = (about.grant() != null) ? about.grant().id() : null;
		return this.disputes.raise(about, standing, agency, caller.subject(), statement)
			.map((id) -> visible(caller, id))
			.orElseThrow(RequestProblems::disputeOpen);
	}

	@Transactional
	public Dispute state(Caller caller, String id, String text) {
		Dispute dispute = visible(caller, id);
		refuse(DisputeActions.refusalToState(caller, dispute));
		this.disputes.state(id, RequestWorkflow.agency(caller), caller.subject(), text);
		return visible(caller, id);
	}

	@Transactional
	public Dispute withdraw(Caller caller, String id, @Nullable String reason) {
		Dispute dispute = visible(caller, id);
		refuse(DisputeActions.refusalToWithdraw(caller, dispute));
		close(dispute, "withdrawn", null, reason, caller);
		return visible(caller, id);
	}

	@Transactional
	public Dispute decide(Caller caller, String id, DisputeDecision decision, String reason) {
		Dispute dispute = visible(caller, id);
		refuse(DisputeActions.refusalToDecide(caller, dispute, this.deadlines.today()));
		if (!dispute.possible().contains(decision.code())) {
			throw RequestProblems.illegal(decision.code(), stateOf(dispute), dispute.possible());
		}
		close(dispute, "decided", decision.code(), reason, caller);
		switch (decision) {
			case SHARE -> share(dispute, caller, reason);
			case RESTORE -> restore(dispute, caller, reason);
			case END -> end(dispute, caller, reason);
			case DISMISS -> {
				// all stays as it is
			}
		}
		return visible(caller, id);
	}

	private void share(Dispute dispute, Caller caller, String reason) {
		SharingRequest request = request(dispute);
		this.requests.move(request, RequestState.ORDERED);
		this.deadlines.stop(request.id(), "reply");
		this.deadlines.start(request.id(), "order", "order", this.clock.instant());
		this.requests.done(request.id(), caller.subject(), Role.AUTHORITY.code(), "share", reason);
	}

	private void restore(Dispute dispute, Caller caller, String reason) {
		GrantView grant = grant(dispute);
		RequestDetails asked = request(dispute).fields();
		if (!this.grants.restore(grant, asked, caller.subject(), reason)) {
			throw Precondition.stale();
		}
	}

	private void end(Dispute dispute, Caller caller, String reason) {
		if (!this.grants.change(grant(dispute), new Grants.Change("revoke", "revoked", reason, null, null),
				caller.subject(), Role.AUTHORITY.code())) {
			throw Precondition.stale();
		}
	}

	private void close(Dispute dispute, String state, @Nullable String decision, @Nullable String reason,
			Caller caller) {
		if (!this.disputes.close(dispute.id(), state, decision, reason, caller.subject())) {
			throw Precondition.stale();
		}
	}

	private Dispute offer(Caller caller, Dispute dispute) {
		if (!dispute.open()) {
			return dispute;
		}
		List<String> decisions = DisputeDecision
			.possible(request(dispute), (dispute.grant() != null) ? grant(dispute) : null, this.deadlines.today())
			.stream()
			.map(DisputeDecision::code)
			.toList();
		return dispute.with(decisions, DisputeActions.of(caller, dispute, this.deadlines.today()));
	}

	private static void refuse(Optional<Problem> refusal) {
		refusal.ifPresent((problem) -> {
			throw problem;
		});
	}

	private String stateOf(Dispute dispute) {
		return (dispute.grant() != null) ? grant(dispute).state() : request(dispute).state().code();
	}

	private SharingRequest request(Dispute dispute) {
		return this.requests.find(new RequestId(dispute.request())).orElseThrow(NotFound::request);
	}

	private GrantView grant(Dispute dispute) {
		return this.grants.view(new GrantId(Objects.requireNonNull(dispute.grant()))).orElseThrow(NotFound::grant);
	}

	private SharingRequest about(Caller caller, @Nullable String request, @Nullable String grant) {
		if (grant == null && request == null) {
			throw RequestProblems.fieldMissing("request", "申请或授权", "request or grant");
		}
		try {
			String id = (grant != null) ? this.grants.visible(caller, new GrantId(grant)).request()
					: String.valueOf(request);
			return this.steps.visible(caller, new RequestId(id));
		}
		catch (IllegalArgumentException _) {
			throw (grant != null) ? NotFound.grant() : NotFound.request();
		}
	}

}
