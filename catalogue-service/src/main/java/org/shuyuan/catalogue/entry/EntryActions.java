package org.shuyuan.catalogue.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.caller.RoleMissing;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.process.ProcessAction;
import org.shuyuan.vocab.role.Role;

import org.springframework.stereotype.Component;

/**
 * Who may do what with an entry, and why another may not: by role and agency, by state,
 * and by the two approvals that one person cannot both give. What is offered to a caller
 * and what is refused is decided only here.
 */
@Component
class EntryActions {

	private final EntryStore store;

	private final EntrySuspensions suspensions;

	EntryActions(EntryStore store, EntrySuspensions suspensions) {
		this.store = store;
		this.suspensions = suspensions;
	}

	/**
	 * What the caller may do now.
	 * @param published reads what the published revision says, empty without one
	 */
	List<AllowedAction> of(Caller caller, EntryState entryState, Supplier<Optional<Entry>> published) {
		return Arrays.stream(LifecycleAction.values())
			.filter((action) -> refusal(caller, entryState, action).isEmpty())
			.map((action) -> AllowedAction.of(ProcessAction.valueOf(action.name()),
					required(caller, action, published)))
			.toList();
	}

	private static String[] required(Caller caller, LifecycleAction action, Supplier<Optional<Entry>> published) {
		return switch (action) {
			case ASSESS -> new String[] { "kind", "outcome" };
			case RETURN -> new String[] { "reason" };
			case SUSPEND, RETIRE ->
				filingNeeded(caller, published) ? new String[] { "reason", "filing" } : new String[] { "reason" };
			case EDIT, CONSENT, SUBMIT, PUBLISH, RESUME -> new String[0];
		};
	}

	/**
	 * A department stops what others may be using only after negotiating, and files the
	 * outcome with the authority (Government Data Sharing Regulation, art. 29).
	 */
	static boolean filingNeeded(Caller caller, Supplier<Optional<Entry>> published) {
		return !caller.has(Role.AUTHORITY) && published.get()
			.filter((entry) -> entry.sharing() instanceof SharingClass.Unconditional
					|| entry.sharing() instanceof SharingClass.Conditional)
			.isPresent();
	}

	/**
	 * Proceeds only if the caller may do it.
	 * @throws Problem 403 {@code role-missing}, 409 by what prevents it, or 410
	 * {@code entry-retired}
	 */
	void require(Caller caller, EntryState entryState, LifecycleAction action) {
		refusal(caller, entryState, action).ifPresent((refusal) -> {
			throw refusal;
		});
	}

	private Optional<Problem> refusal(Caller caller, EntryState entryState, LifecycleAction action) {
		return stranger(caller, entryState, action).or(() -> action.refusal(entryState))
			.or(() -> secondPerson(caller, entryState, action));
	}

	private static Optional<Problem> stranger(Caller caller, EntryState entryState, LifecycleAction action) {
		Role[] roles = switch (action) {
			case EDIT, ASSESS, SUBMIT -> new Role[] { Role.STEWARD };
			case CONSENT -> new Role[] { Role.DEPARTMENT_HEAD, Role.CDO };
			case SUSPEND, RESUME, RETIRE -> new Role[] { Role.DEPARTMENT_HEAD };
			case PUBLISH, RETURN -> new Role[] { Role.AUTHORITY };
		};
		boolean authority = switch (action) {
			case PUBLISH, RETURN, SUSPEND, RESUME, RETIRE -> caller.has(Role.AUTHORITY);
			case EDIT, ASSESS, SUBMIT, CONSENT -> false;
		};
		boolean own = roles[0] != Role.AUTHORITY && caller.actsFor(entryState.agency()) && caller.has(roles);
		return (own || authority) ? Optional.empty() : Optional.of(new RoleMissing(roles));
	}

	/**
	 * What one person does not do after another step, or the agency after the authority.
	 */
	private Optional<Problem> secondPerson(Caller caller, EntryState entryState, LifecycleAction action) {
		return switch (action) {
			case CONSENT -> this.store.wroteSincePublished(entryState, caller.subject())
					? Optional.of(EntryProblems.samePerson("参与编制该版本的人不能同时代表负责人同意",
							"Who wrote any part of this revision cannot also consent to it as the head"))
					: Optional.empty();
			case PUBLISH -> took(caller, entryState)
					? Optional.of(EntryProblems.samePerson("编制、同意或提交条目的人不能同时发布",
							"Who wrote, consented to or submitted the entry cannot also publish it"))
					: Optional.empty();
			case RESUME -> (!caller.has(Role.AUTHORITY) && this.suspensions.byAuthority(entryState.id()))
					? Optional.of(new RoleMissing(Role.AUTHORITY)) : Optional.empty();
			case EDIT, ASSESS, SUBMIT, RETURN, SUSPEND, RETIRE -> Optional.empty();
		};
	}

	private boolean took(Caller caller, EntryState entryState) {
		return caller.subject().equals(entryState.submittedBy())
				|| this.store.wroteSincePublished(entryState, caller.subject())
				|| this.store.consented(entryState, caller.subject());
	}

}
