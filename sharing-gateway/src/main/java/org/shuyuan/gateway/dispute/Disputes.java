package org.shuyuan.gateway.dispute;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.request.Deadlines;
import org.shuyuan.gateway.request.GrantView;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.gateway.request.RequestDetails;
import org.shuyuan.gateway.request.RequestProblems;
import org.shuyuan.gateway.request.RequestState;
import org.shuyuan.gateway.request.RequestStep;
import org.shuyuan.gateway.request.RequestStore;
import org.shuyuan.gateway.request.RequestWorkflow;
import org.shuyuan.gateway.request.SharingRequest;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.web.Precondition;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.GrantId;
import org.shuyuan.vocab.RequestId;
import org.shuyuan.vocab.Role;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How disputes are heard and decided: both sides speak, each within its term, and what
 * the authority decides is carried out in the same transaction.
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
			.map(this::decidable)
			.orElseThrow(() -> NotFound.of(GatewayProblemType.DISPUTE_NOT_FOUND, "争议", "dispute"));
	}

	List<Dispute> list(@Nullable AgencyId agency) {
		return this.disputes.list(agency).stream().map(this::decidable).toList();
	}

	Dispute raise(Caller caller, @Nullable String request, @Nullable String grant, String statement) {
		SharingRequest about = about(caller, request, grant);
		AgencyId agency = RequestWorkflow.agency(caller);
		if (!agency.equals(about.provider()) && !agency.equals(about.requester())) {
			throw (grant != null) ? NotFound.grant() : NotFound.request();
		}
		String standing = (about.grant() != null) ? about.grant().id() : null;
		return this.disputes.raise(about, standing, agency, caller.subject(), statement)
			.map((id) -> visible(caller, id))
			.orElseThrow(RequestProblems::disputeOpen);
	}

	@Transactional
	public Dispute state(Caller caller, String id, String text) {
		Dispute dispute = open(visible(caller, id), "statement");
		one(caller, dispute);
		this.disputes.state(id, RequestWorkflow.agency(caller), caller.subject(), text);
		return visible(caller, id);
	}

	@Transactional
	public Dispute withdraw(Caller caller, String id, @Nullable String reason) {
		Dispute dispute = open(visible(caller, id), "withdraw");
		RequestWorkflow.one(caller, dispute.agency(), Role.SHARING_OFFICER, Role.SHARING_HEAD);
		close(dispute, "withdrawn", null, reason, caller);
		return visible(caller, id);
	}

	@Transactional
	public Dispute decide(Caller caller, String id, DisputeDecision decision, String reason) {
		Dispute dispute = open(visible(caller, id), "decision");
		if (!dispute.possible().contains(decision.code())) {
			throw RequestProblems.illegal(decision.code(), stateOf(dispute), dispute.possible());
		}
		if (dispute.tookPart(caller.subject())) {
			throw RequestProblems.samePerson();
		}
		if (!dispute.heard(this.deadlines.today())) {
			throw RequestProblems.statementAwaited(Objects.requireNonNull(dispute.statementDue()));
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
		LocalDate until = Objects.requireNonNull(asked.until());
		if (until.isBefore(this.deadlines.today()) || grant.disposal() != null) {
			throw RequestProblems.illegal("restore", "expired", List.of("end", "dismiss"));
		}
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

	private Dispute decidable(Dispute dispute) {
		if (!dispute.open()) {
			return dispute;
		}
		String grant = (dispute.grant() != null) ? grant(dispute).state() : null;
		return dispute.with(
				DisputeDecision.possible(request(dispute).state(), grant).stream().map(DisputeDecision::code).toList());
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

	private static Dispute open(Dispute dispute, String step) {
		if (!dispute.open()) {
			throw RequestProblems.illegal(step, dispute.state(), List.of());
		}
		return dispute;
	}

	private static void one(Caller caller, Dispute dispute) {
		AgencyId side = caller.actsFor(dispute.provider()) ? dispute.provider() : dispute.requester();
		RequestWorkflow.one(caller, side, Role.SHARING_OFFICER, Role.SHARING_HEAD);
	}

	private SharingRequest about(Caller caller, @Nullable String request, @Nullable String grant) {
		if (grant == null && request == null) {
			throw RequestProblems.fieldMissing("request", "申请或授权", "request or grant");
		}
		try {
			String id = (grant != null) ? this.grants.visible(caller, new GrantId(grant)).request()
					: String.valueOf(request);
			SharingRequest found = this.steps.visible(caller, new RequestId(id));
			if (found.received() == null) {
				throw RequestProblems.illegal("dispute", found.state().code(), RequestStep.possibleFrom(found.state()));
			}
			return found;
		}
		catch (IllegalArgumentException _) {
			throw (grant != null) ? NotFound.grant() : NotFound.request();
		}
	}

}
