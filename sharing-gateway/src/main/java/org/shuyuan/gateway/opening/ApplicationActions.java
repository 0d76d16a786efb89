package org.shuyuan.gateway.opening;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.PersonMissing;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.process.ProcessAction;
import org.shuyuan.vocab.role.Role;

import static org.shuyuan.vocab.process.ProcessAction.ACCEPT;
import static org.shuyuan.vocab.process.ProcessAction.REFUSE;
import static org.shuyuan.vocab.process.ProcessAction.WITHDRAW;

/**
 * Who may do what with an application, and why another may not. What is offered to a
 * caller and what is refused is decided only here.
 */
final class ApplicationActions {

	private ApplicationActions() {
	}

	/** The application with what the caller may do with it. */
	static Application offer(Caller caller, Application application) {
		return application.with(Stream.of(ACCEPT, REFUSE, WITHDRAW)
			.filter((action) -> refusal(caller, application, action).isEmpty())
			.map((action) -> AllowedAction.of(action, required(caller, application, action)))
			.toList());
	}

	private static String[] required(Caller caller, Application application, ProcessAction action) {
		return (action == REFUSE || action == WITHDRAW && !own(caller, application)) ? new String[] { "reason" }
				: new String[0];
	}

	/**
	 * Proceeds only if the caller may do it.
	 * @return in which role
	 * @throws Problem 403 by role, or 409 by what prevents it
	 */
	static Role require(Caller caller, Application application, ProcessAction action) {
		refusal(caller, application, action).ifPresent((refusal) -> {
			throw refusal;
		});
		if (action != WITHDRAW) {
			return Role.SHARING_OFFICER;
		}
		if (own(caller, application)) {
			return caller.has(Role.CITIZEN) ? Role.CITIZEN : Role.DEVELOPER;
		}
		return caller.has(Role.AUTHORITY) ? Role.AUTHORITY : Role.SHARING_OFFICER;
	}

	private static Optional<Problem> refusal(Caller caller, Application application, ProcessAction action) {
		if (action != WITHDRAW) {
			return provider(caller, application).or(() -> own(caller, application) ? Optional.of(ownApplication())
					: impossible(action, application, "applied"));
		}
		if (own(caller, application)) {
			return impossible(action, application, "applied", "accepted")
				.or(() -> missing(caller, Role.CITIZEN, Role.DEVELOPER));
		}
		return (caller.has(Role.AUTHORITY) ? Optional.<Problem>empty() : provider(caller, application))
			.or(() -> impossible(action, application, "accepted"));
	}

	static boolean own(Caller caller, Application application) {
		return caller.subject().equals(application.person());
	}

	/** The provider's officer decides, and only a person. */
	private static Optional<Problem> provider(Caller caller, Application application) {
		if (!caller.has(Role.SHARING_OFFICER) || !caller.actsFor(application.provider())) {
			return Optional.of(new RoleMissing(Role.SHARING_OFFICER));
		}
		return caller.person() ? Optional.empty() : Optional.of(new PersonMissing());
	}

	private static Optional<Problem> missing(Caller caller, Role... anyOf) {
		return caller.has(anyOf) ? Optional.empty() : Optional.of(new RoleMissing(anyOf));
	}

	/** No one decides an application of their own. */
	private static Problem ownApplication() {
		return new Problem(CommonProblemType.SECOND_PERSON_NEEDED,
				Text.of("申请人不能办理自己的申请", "Nobody decides an application of their own"))
			.clause("GZ65");
	}

	private static Optional<Problem> impossible(ProcessAction action, Application application, String... from) {
		if (List.of(from).contains(application.state())) {
			return Optional.empty();
		}
		return Optional.of(new Problem(CommonProblemType.TRANSITION_IMPOSSIBLE,
				Text.of("状态 " + application.state() + " 不能执行 " + action.code(),
						"From the state " + application.state() + " there is no " + action.code()),
				Text.of("请查看申请记录；需要时重新申请", "See its history; apply again if needed"))
			.property("state", application.state()));
	}

}
