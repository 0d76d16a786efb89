package org.shuyuan.gateway.request;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.process.ProcessAction;
import org.shuyuan.vocab.role.Role;

import org.springframework.stereotype.Component;

/**
 * Who may take which step of a request, and why another may not. What is offered to a
 * caller and what is refused is decided only here: by role and side, by state, by what
 * may be done once, and by the two keys that one person does not turn.
 */
@Component
public class RequestActions {

	/** Who represents a side of a dispute. */
	public static final Role[] SIDES = { Role.SHARING_OFFICER, Role.SHARING_HEAD };

	private final OpenDisputes disputes;

	RequestActions(OpenDisputes disputes) {
		this.disputes = disputes;
	}

	/** The request with what the caller may do with it. */
	SharingRequest offer(Caller caller, SharingRequest request) {
		return request.with(of(caller, request, this.disputes.open(request.id())));
	}

	/** Requests with what the caller may do with each. */
	List<SharingRequest> offer(Caller caller, List<SharingRequest> requests) {
		Set<String> disputed = this.disputes.openRequests();
		return requests.stream()
			.map((request) -> request.with(of(caller, request, disputed.contains(request.id().value()))))
			.toList();
	}

	private static List<AllowedAction> of(Caller caller, SharingRequest request, boolean disputed) {
		Stream<AllowedAction> steps = Arrays.stream(RequestStep.values())
			.filter((step) -> refusal(caller, request, step).isEmpty())
			.map(RequestStep::allowed);
		Optional<AllowedAction> dispute = refusalToDispute(request, disputed).isEmpty()
				? dispute(caller, request.provider(), request.requester()) : Optional.empty();
		return Stream.concat(steps, dispute.stream()).toList();
	}

	/** The dispute that a caller of one of the sides may raise. */
	static Optional<AllowedAction> dispute(Caller caller, AgencyId provider, AgencyId requester) {
		return (caller.has(SIDES) && (caller.actsFor(provider) || caller.actsFor(requester)))
				? Optional.of(AllowedAction.of(ProcessAction.DISPUTE, "statement")) : Optional.empty();
	}

	/**
	 * Proceeds only if the caller may raise a dispute; that another one is open is for
	 * the store to see.
	 * @throws Problem 403 {@code role-missing}, 404 or 409 otherwise
	 */
	public static void requireDispute(Caller caller, SharingRequest request) {
		caller.require(SIDES);
		if (dispute(caller, request.provider(), request.requester()).isEmpty()) {
			throw NotFound.request();
		}
		refusalToDispute(request, false).ifPresent((refusal) -> {
			throw refusal;
		});
	}

	private static Optional<Problem> refusalToDispute(SharingRequest request, boolean disputed) {
		if (request.received() == null) {
			return Optional.of(RequestProblems.illegal(ProcessAction.DISPUTE.code(), request.state().code(),
					RequestStep.possibleFrom(request.state())));
		}
		return disputed ? Optional.of(RequestProblems.disputeOpen()) : Optional.empty();
	}

	/**
	 * Proceeds only if the caller may take the step.
	 * @return in which role
	 * @throws Problem 403 {@code role-missing}, or 409 by what prevents it
	 */
	public static Role require(Caller caller, SharingRequest request, RequestStep step) {
		refusal(caller, request, step).ifPresent((refusal) -> {
			throw refusal;
		});
		return role(caller, request, step).orElseThrow();
	}

	private static Optional<Problem> refusal(Caller caller, SharingRequest request, RequestStep step) {
		if (role(caller, request, step).isEmpty()) {
			return Optional.of(new RoleMissing(roles(step)));
		}
		if (!step.possible(request.state())) {
			return Optional.of(RequestProblems.illegal(step.code(), request.state().code(),
					RequestStep.possibleFrom(request.state())));
		}
		return onceOnly(request, step).or(() -> secondPerson(caller, request, step)
				? Optional.of(RequestProblems.samePerson()) : Optional.empty());
	}

	private static Optional<Role> role(Caller caller, SharingRequest request, RequestStep step) {
		AgencyId side = side(request, step);
		return Arrays.stream(roles(step))
			.filter(caller::has)
			.filter((role) -> side == null || caller.actsFor(side))
			.findFirst();
	}

	private static Role[] roles(RequestStep step) {
		return switch (step) {
			case AGREE, DECLINE, APPROVE, REFUSE -> new Role[] { Role.SHARING_HEAD };
			case COMPLETE, EDIT, ASK_COMPLETION, REVIEW -> new Role[] { Role.SHARING_OFFICER };
			case WITHDRAW, EXTEND -> new Role[] { Role.SHARING_OFFICER, Role.SHARING_HEAD };
			case CONSENT_EXTENSION, REFUSE_EXTENSION, ORDER -> new Role[] { Role.AUTHORITY };
		};
	}

	/** The agency that takes the step; none where the authority does. */
	private static @Nullable AgencyId side(SharingRequest request, RequestStep step) {
		return switch (step) {
			case AGREE, DECLINE, COMPLETE, EDIT, WITHDRAW -> request.requester();
			case ASK_COMPLETION, REVIEW, APPROVE, REFUSE, EXTEND -> request.provider();
			case CONSENT_EXTENSION, REFUSE_EXTENSION, ORDER -> null;
		};
	}

	private static Optional<Problem> onceOnly(SharingRequest request, RequestStep step) {
		Problem refusal = switch (step) {
			case ASK_COMPLETION -> !request.wasDone(step) ? null : RequestProblems
				.once(GatewayProblemType.COMPLETION_ASKED_BEFORE, "已要求补正一次", "Completion was requested before");
			case EXTEND -> !request.wasDone(step) ? null : RequestProblems.once(GatewayProblemType.EXTENDED_BEFORE,
					"只能延期一次", "An extension is asked for once");
			case CONSENT_EXTENSION, REFUSE_EXTENSION -> extensionWaits(request) ? null : RequestProblems
				.once(GatewayProblemType.EXTENSION_NOT_ASKED, "没有待决定的延期", "No extension waits for a decision");
			case ORDER -> request.overdue("order") ? null : RequestProblems.once(GatewayProblemType.ORDER_TERM_RUNNING,
					"提供部门的期限尚未届满", "The provider's term is not over yet");
			case EDIT, AGREE, DECLINE, COMPLETE, REVIEW, APPROVE, REFUSE, WITHDRAW -> null;
		};
		return Optional.ofNullable(refusal);
	}

	private static boolean extensionWaits(SharingRequest request) {
		return request.wasDone(RequestStep.EXTEND) && !request.extended()
				&& !request.wasDone(RequestStep.REFUSE_EXTENSION);
	}

	/** Whether the caller turned the other key of two that two people turn. */
	private static boolean secondPerson(Caller caller, SharingRequest request, RequestStep step) {
		String person = caller.subject();
		return switch (step) {
			case EDIT, COMPLETE -> request.tookPart(person, RequestStep.AGREE);
			case AGREE ->
				person.equals(request.createdBy()) || request.tookPart(person, RequestStep.EDIT, RequestStep.COMPLETE);
			case REFUSE -> request.tookPart(person, RequestStep.REVIEW);
			case APPROVE -> person.equals(request.createdBy()) || request.tookPart(person, RequestStep.REVIEW,
					RequestStep.EDIT, RequestStep.COMPLETE, RequestStep.AGREE);
			case CONSENT_EXTENSION, REFUSE_EXTENSION -> request.tookPart(person, RequestStep.EXTEND);
			case DECLINE, ASK_COMPLETION, REVIEW, ORDER, EXTEND, WITHDRAW -> false;
		};
	}

}
