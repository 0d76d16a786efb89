package org.shuyuan.gateway.request;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.edge.caller.RoleMissing;
import org.shuyuan.edge.problem.NotFound;
import org.shuyuan.gateway.web.Members;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.RequestId;
import org.shuyuan.vocab.Role;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the steps of a request, each in one transaction (Government Data Sharing
 * Regulation, art. 20-22): two keys on both sides, turned by different people.
 */
@Component
class RequestSteps {

	private final RequestStore requests;

	private final Requesting requesting;

	private final Granting granting;

	private final Undertakings undertakings;

	private final Clocks clocks;

	private final ReceiptDay receipt;

	RequestSteps(RequestStore requests, Requesting requesting, Granting granting, Undertakings undertakings,
			Clocks clocks, ReceiptDay receipt) {
		this.requests = requests;
		this.requesting = requesting;
		this.granting = granting;
		this.undertakings = undertakings;
		this.clocks = clocks;
		this.receipt = receipt;
	}

	static AgencyId agency(Caller caller) {
		AgencyId agency = caller.agency();
		if (agency == null) {
			throw new RoleMissing(Role.SHARING_OFFICER, Role.SHARING_HEAD);
		}
		return agency;
	}

	/** The request, for both sides and those who see all. */
	SharingRequest visible(Caller caller, RequestId id) {
		return this.requests.find(id)
			.filter((request) -> caller.seesAll() || caller.actsFor(request.requester())
					|| (caller.actsFor(request.provider()) && request.received() != null))
			.orElseThrow(NotFound::request);
	}

	@Transactional
	public void edit(Caller caller, SharingRequest request, Members given) {
		possible(request, Step.EDIT);
		Fields fields = Fields.read(given);
		this.requesting.checked(given, fields, request.requester(), this.clocks.today());
		if (!Objects.equals(fields.entry(), request.fields().entry())) {
			throw RequestProblems.incomplete(List.of(RequestProblems.invalid("entry", "不能更换目录，请另行申请",
					"The entry cannot be changed; make another request")));
		}
		if (request.state() == RequestState.COMPLETING && widened(request.fields(), fields)) {
			throw RequestProblems
				.incomplete(List.of(RequestProblems.invalid("scope", "补正不能扩大或改变本部门负责人已同意的范围、用途、共享方式或时限，请另行申请",
						"Completing does not widen or change what your sharing head agreed to; make another request")));
		}
		anotherHand(caller, request, Step.AGREE);
		this.requests.move(request, request.state());
		this.requests.edit(request, fields);
		done(caller, request, Step.EDIT, Role.SHARING_OFFICER, null);
	}

	private static boolean widened(Fields agreed, Fields now) {
		return !agreed.items().containsAll(now.items()) || !now.rows().containsAll(agreed.rows())
				|| !Objects.equals(agreed.distribution(), now.distribution())
				|| !Objects.equals(agreed.purpose(), now.purpose()) || !Objects.equals(agreed.mode(), now.mode())
				|| Objects.requireNonNull(now.until()).isAfter(Objects.requireNonNull(agreed.until()));
	}

	@Transactional
	public void take(Caller caller, SharingRequest request, Step step, StepInput input, @Nullable String received) {
		Role role = allowed(caller, request, step);
		possible(request, step);
		done(caller, request, step, role, switch (step) {
			case AGREE -> agree(caller, request, received);
			case DECLINE -> ended(request, step, needed(input.reason(), "reason", "理由", "reason"));
			case REFUSE -> refuse(caller, request, input);
			case ASK_COMPLETION -> askCompletion(request, input);
			case COMPLETE -> complete(caller, request, input);
			case REVIEW -> review(caller, request, input);
			case APPROVE -> approve(caller, request, input, received);
			case ORDER -> order(request);
			case EXTEND -> extend(request, input);
			case CONSENT_EXTENSION -> consentExtension(caller, request);
			case REFUSE_EXTENSION -> refuseExtension(caller, request, input);
			case WITHDRAW -> ended(request, step, input.reason());
			case EDIT -> throw new IllegalArgumentException("Edits carry fields");
		});
	}

	/**
	 * Two keys are turned by two hands.
	 * @throws org.shuyuan.edge.problem.Problem 409 {@code second-person-needed} if the
	 * caller took one of the other steps
	 */
	private void anotherHand(Caller caller, SharingRequest request, Step... others) {
		if (this.requests.tookPart(request.id(), caller.subject(), others)) {
			throw RequestProblems.samePerson();
		}
	}

	private @Nullable String ended(SharingRequest request, Step step, @Nullable String note) {
		this.requests.move(request, step.next(request.state()));
		this.clocks.stop(request.id(), "reply");
		this.clocks.stop(request.id(), "order");
		return note;
	}

	private @Nullable String refuse(Caller caller, SharingRequest request, StepInput input) {
		anotherHand(caller, request, Step.REVIEW);
		String reason = needed(input.reason(), "reason", "理由", "reason");
		return ended(request, Step.REFUSE, (input.citation() != null) ? reason + " · " + input.citation() : reason);
	}

	private String askCompletion(SharingRequest request, StepInput input) {
		if (this.requests.wasDone(request.id(), Step.ASK_COMPLETION.code())) {
			throw RequestProblems.once("completion-asked-before", "已要求补正一次", "Completion was asked for before");
		}
		if (input.missing().isEmpty()) {
			throw RequestProblems.fieldMissing("missing", "需补正的内容", "list of what is missing");
		}
		this.requests.move(request, RequestState.COMPLETING);
		this.clocks.pause(request.id());
		return String.join("；", input.missing());
	}

	private @Nullable String complete(Caller caller, SharingRequest request, StepInput input) {
		anotherHand(caller, request, Step.AGREE);
		this.requests.move(request, RequestState.SUBMITTED);
		this.clocks.resume(request.id());
		return input.note();
	}

	private String review(Caller caller, SharingRequest request, StepInput input) {
		String opinion = needed(input.opinion(), "opinion", "审核意见", "opinion");
		this.requests.move(request, RequestState.REVIEWED);
		this.requests.reviewed(request.id(), caller.subject());
		return opinion;
	}

	private @Nullable String approve(Caller caller, SharingRequest request, StepInput input,
			@Nullable String received) {
		anotherHand(caller, request, Step.REVIEW, Step.EDIT, Step.COMPLETE, Step.AGREE);
		if (caller.subject().equals(request.createdBy())) {
			throw RequestProblems.samePerson();
		}
		this.granting.approve(request, input, this.receipt.day(received), this.receipt.now());
		return null;
	}

	private @Nullable String order(SharingRequest request) {
		this.granting.order(request, this.receipt.now());
		return null;
	}

	private String extend(SharingRequest request, StepInput input) {
		if (this.requests.wasDone(request.id(), Step.EXTEND.code())) {
			throw RequestProblems.once("extended-before", "只能延期一次", "An extension is asked for once");
		}
		String reason = needed(input.reason(), "reason", "理由", "reason");
		int days = extension(input);
		this.requests.move(request, request.state());
		this.requests.extension(request.id(), days);
		return reason + " · " + days;
	}

	private String consentExtension(Caller caller, SharingRequest request) {
		extensionWaits(caller, request);
		this.requests.move(request, request.state());
		return this.clocks.extend(request.id(), this.requests.extension(request.id())).toString();
	}

	private String refuseExtension(Caller caller, SharingRequest request, StepInput input) {
		extensionWaits(caller, request);
		String reason = needed(input.reason(), "reason", "理由", "reason");
		this.requests.move(request, request.state());
		return reason;
	}

	private void extensionWaits(Caller caller, SharingRequest request) {
		if (!this.requests.wasDone(request.id(), Step.EXTEND.code()) || this.clocks.extended(request.id())
				|| this.requests.wasDone(request.id(), Step.REFUSE_EXTENSION.code())) {
			throw RequestProblems.once("extension-not-asked", "没有待决定的延期", "No extension waits for a decision");
		}
		anotherHand(caller, request, Step.EXTEND);
	}

	private int extension(StepInput input) {
		int most = this.clocks.days("reply-extension");
		int days = (input.days() != null) ? input.days() : most;
		if (days < 1 || days > most) {
			throw RequestProblems.incomplete(List.of(RequestProblems.invalid("days", "延期为 1 至 " + most + " 个工作日",
					"An extension is 1 to " + most + " working days")));
		}
		return days;
	}

	private @Nullable String agree(Caller caller, SharingRequest request, @Nullable String received) {
		if (caller.subject().equals(request.createdBy())) {
			throw RequestProblems.samePerson();
		}
		anotherHand(caller, request, Step.EDIT, Step.COMPLETE);
		if (!this.undertakings.valid(request.requester())) {
			throw RequestProblems.undertakingMissing();
		}
		this.requesting.mayLeave(request);
		Instant at = this.receipt.instant(received);
		boolean unconditional = this.requesting.unconditional(request);
		this.requests.move(request, unconditional ? RequestState.APPROVED : RequestState.SUBMITTED);
		this.requests.received(request.id(), at, caller.subject());
		this.clocks.start(request.id(), "reply", unconditional ? "reply-unconditional" : "reply-conditional", at);
		if (unconditional) {
			this.granting.asAsked(request, at);
			this.requests.done(request.id(), "system", "system", "grant", null);
		}
		return null;
	}

	private void done(Caller caller, SharingRequest request, Step step, Role role, @Nullable String note) {
		this.requests.done(request.id(), caller.subject(), role.code(), step.code(), note);
	}

	private static void possible(SharingRequest request, Step step) {
		if (!step.possible(request.state())) {
			throw RequestProblems.illegal(step.code(), request.state().code(), Step.possibleFrom(request.state()));
		}
	}

	private static Role allowed(Caller caller, SharingRequest request, Step step) {
		return switch (step) {
			case AGREE, DECLINE -> one(caller, request.requester(), Role.SHARING_HEAD);
			case COMPLETE, EDIT -> one(caller, request.requester(), Role.SHARING_OFFICER);
			case WITHDRAW -> one(caller, request.requester(), Role.SHARING_OFFICER, Role.SHARING_HEAD);
			case ASK_COMPLETION, REVIEW -> one(caller, request.provider(), Role.SHARING_OFFICER);
			case APPROVE, REFUSE -> one(caller, request.provider(), Role.SHARING_HEAD);
			case EXTEND -> one(caller, request.provider(), Role.SHARING_OFFICER, Role.SHARING_HEAD);
			case CONSENT_EXTENSION, REFUSE_EXTENSION, ORDER -> {
				caller.require(Role.AUTHORITY);
				yield Role.AUTHORITY;
			}
		};
	}

	static Role one(Caller caller, AgencyId agency, Role... roles) {
		for (Role role : roles) {
			if (caller.has(role) && caller.actsFor(agency)) {
				return role;
			}
		}
		throw new RoleMissing(roles);
	}

	static String needed(@Nullable String text, String path, String zh, String en) {
		if (text == null || text.isBlank()) {
			throw RequestProblems.fieldMissing(path, zh, en);
		}
		return text.strip();
	}

}
