package org.shuyuan.gateway.request;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.web.JsonMembers;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.RequestId;
import org.shuyuan.vocab.process.RequestState;
import org.shuyuan.vocab.role.Role;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the steps of a request, each in one transaction (Government Data Sharing
 * Regulation, art. 20-22): two keys on both sides, turned by different people.
 */
@Component
public class RequestWorkflow {

	private final RequestStore requests;

	private final RequestValidation requestValidation;

	private final GrantIssuer grantIssuer;

	private final Undertakings undertakings;

	private final Deadlines deadlines;

	private final ReceiptDay receipt;

	RequestWorkflow(RequestStore requests, RequestValidation requestValidation, GrantIssuer grantIssuer,
			Undertakings undertakings, Deadlines deadlines, ReceiptDay receipt) {
		this.requests = requests;
		this.requestValidation = requestValidation;
		this.grantIssuer = grantIssuer;
		this.undertakings = undertakings;
		this.deadlines = deadlines;
		this.receipt = receipt;
	}

	public static AgencyId agency(Caller caller) {
		AgencyId agency = caller.agency();
		if (agency == null) {
			throw new RoleMissing(Role.SHARING_OFFICER, Role.SHARING_HEAD);
		}
		return agency;
	}

	/** The request, for both sides and those who see all. */
	public SharingRequest visible(Caller caller, RequestId id) {
		return this.requests.find(id)
			.filter((request) -> caller.seesAll() || caller.actsFor(request.requester())
					|| (caller.actsFor(request.provider()) && request.received() != null))
			.orElseThrow(NotFound::request);
	}

	@Transactional
	public void edit(Caller caller, SharingRequest request, JsonMembers given) {
		RequestActions.require(caller, request, RequestStep.EDIT);
		RequestDetails requestDetails = RequestDetails.read(given);
		this.requestValidation.checked(given, requestDetails, request.requester(), this.deadlines.today());
		if (!Objects.equals(requestDetails.entry(), request.fields().entry())) {
			throw RequestProblems.incomplete(List.of(RequestProblems.invalid("entry", "不能更换目录，请另行申请",
					"The entry cannot be changed; make another request")));
		}
		if (request.state() == RequestState.COMPLETING && widened(request.fields(), requestDetails)) {
			throw RequestProblems
				.incomplete(List.of(RequestProblems.invalid("scope", "补正不能扩大或改变本部门负责人已同意的范围、用途、共享方式或时限，请另行申请",
						"Completing does not widen or change what your sharing head agreed to; make another request")));
		}
		this.requests.move(request, request.state());
		this.requests.edit(request, requestDetails);
		done(caller, request, RequestStep.EDIT, Role.SHARING_OFFICER, null);
	}

	private static boolean widened(RequestDetails agreed, RequestDetails now) {
		return !agreed.items().containsAll(now.items()) || !now.rows().containsAll(agreed.rows())
				|| !Objects.equals(agreed.distribution(), now.distribution())
				|| !Objects.equals(agreed.purpose(), now.purpose()) || !Objects.equals(agreed.mode(), now.mode())
				|| Objects.requireNonNull(now.until()).isAfter(Objects.requireNonNull(agreed.until()));
	}

	@Transactional
	public void take(Caller caller, SharingRequest request, RequestStep requestStep, StepInput input,
			@Nullable String received) {
		Role role = RequestActions.require(caller, request, requestStep);
		done(caller, request, requestStep, role, switch (requestStep) {
			case AGREE -> agree(caller, request, received);
			case DECLINE -> ended(request, requestStep, needed(input.reason(), "reason", "理由", "reason"));
			case REFUSE -> refuse(request, input);
			case ASK_COMPLETION -> askCompletion(request, input);
			case COMPLETE -> complete(request, input);
			case REVIEW -> review(caller, request, input);
			case APPROVE -> approve(request, input, received);
			case ORDER -> order(request);
			case EXTEND -> extend(request, input);
			case CONSENT_EXTENSION -> consentExtension(request);
			case REFUSE_EXTENSION -> refuseExtension(request, input);
			case WITHDRAW -> ended(request, requestStep, input.reason());
			case EDIT -> throw new IllegalArgumentException("Edits carry fields");
		});
	}

	private @Nullable String ended(SharingRequest request, RequestStep requestStep, @Nullable String note) {
		this.requests.move(request, requestStep.next(request.state()));
		this.deadlines.stop(request.id(), "reply");
		this.deadlines.stop(request.id(), "order");
		return note;
	}

	private @Nullable String refuse(SharingRequest request, StepInput input) {
		String reason = needed(input.reason(), "reason", "理由", "reason");
		return ended(request, RequestStep.REFUSE,
				(input.citation() != null) ? reason + " · " + input.citation() : reason);
	}

	private String askCompletion(SharingRequest request, StepInput input) {
		if (input.missing().isEmpty()) {
			throw RequestProblems.fieldMissing("missing", "需补正的内容", "list of what is missing");
		}
		this.requests.move(request, RequestState.COMPLETING);
		this.deadlines.pause(request.id());
		return String.join("；", input.missing());
	}

	private @Nullable String complete(SharingRequest request, StepInput input) {
		this.requests.move(request, RequestState.SUBMITTED);
		this.deadlines.resume(request.id());
		return input.note();
	}

	private String review(Caller caller, SharingRequest request, StepInput input) {
		String opinion = needed(input.opinion(), "opinion", "审核意见", "opinion");
		this.requests.move(request, RequestState.REVIEWED);
		this.requests.reviewed(request.id(), caller.subject());
		return opinion;
	}

	private @Nullable String approve(SharingRequest request, StepInput input, @Nullable String received) {
		this.grantIssuer.approve(request, input, this.receipt.day(received), this.receipt.now());
		return null;
	}

	private @Nullable String order(SharingRequest request) {
		this.grantIssuer.order(request, this.receipt.now());
		return null;
	}

	private String extend(SharingRequest request, StepInput input) {
		String reason = needed(input.reason(), "reason", "理由", "reason");
		int days = extension(input);
		this.requests.move(request, request.state());
		this.requests.extension(request.id(), days);
		return reason + " · " + days;
	}

	private String consentExtension(SharingRequest request) {
		this.requests.move(request, request.state());
		return this.deadlines.extend(request.id(), this.requests.extension(request.id())).toString();
	}

	private String refuseExtension(SharingRequest request, StepInput input) {
		String reason = needed(input.reason(), "reason", "理由", "reason");
		this.requests.move(request, request.state());
		return reason;
	}

	private int extension(StepInput input) {
		int most = this.deadlines.days("reply-extension");
		int days = (input.days() != null) ? input.days() : most;
		if (days < 1 || days > most) {
			throw RequestProblems.incomplete(List.of(RequestProblems.invalid("days", "延期为 1 至 " + most + " 个工作日",
					"An extension is 1 to " + most + " working days")));
		}
		return days;
	}

	private @Nullable String agree(Caller caller, SharingRequest request, @Nullable String received) {
		if (!this.undertakings.valid(request.requester())) {
			throw RequestProblems.undertakingMissing();
		}
		this.requestValidation.mayLeave(request);
		Instant at = this.receipt.instant(received);
		boolean unconditional = this.requestValidation.unconditional(request);
		this.requests.move(request, unconditional ? RequestState.APPROVED : RequestState.SUBMITTED);
		this.requests.received(request.id(), at, caller.subject());
		this.deadlines.start(request.id(), "reply", unconditional ? "reply-unconditional" : "reply-conditional", at);
		if (unconditional) {
			this.grantIssuer.asAsked(request, at);
			this.requests.done(request.id(), "system", "system", "grant", null);
		}
		return null;
	}

	private void done(Caller caller, SharingRequest request, RequestStep requestStep, Role role,
			@Nullable String note) {
		this.requests.done(request.id(), caller.subject(), role.code(), requestStep.code(), note);
	}

	public static Role one(Caller caller, AgencyId agency, Role... roles) {
		for (Role role : roles) {
			if (caller.has(role) && caller.actsFor(agency)) {
				return role;
			}
		}
		throw new RoleMissing(roles);
	}

	public static String needed(@Nullable String text, String path, String zh, String en) {
		if (text == null || text.isBlank()) {
			throw RequestProblems.fieldMissing(path, zh, en);
		}
		return text.strip();
	}

}
