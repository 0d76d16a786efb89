package org.shuyuan.gateway.request;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.process.ProcessAction;
import org.shuyuan.vocab.process.RequestState;

import static org.shuyuan.vocab.process.RequestState.APPROVED;
import static org.shuyuan.vocab.process.RequestState.COMPLETING;
import static org.shuyuan.vocab.process.RequestState.DECLINED;
import static org.shuyuan.vocab.process.RequestState.DRAFT;
import static org.shuyuan.vocab.process.RequestState.ORDERED;
import static org.shuyuan.vocab.process.RequestState.REFUSED;
import static org.shuyuan.vocab.process.RequestState.REVIEWED;
import static org.shuyuan.vocab.process.RequestState.SUBMITTED;
import static org.shuyuan.vocab.process.RequestState.WITHDRAWN;

/**
 * What may be done with a request, from where, and where it leads. Other transitions do
 * not exist.
 */
public enum RequestStep {

	EDIT(null, List.of(), List.of(), DRAFT, COMPLETING), AGREE(SUBMITTED, List.of(), List.of(), DRAFT),
	DECLINE(DECLINED, List.of("reason"), List.of(), DRAFT),
	ASK_COMPLETION(COMPLETING, List.of("missing"), List.of(), SUBMITTED),
	COMPLETE(SUBMITTED, List.of(), List.of("note"), COMPLETING),
	REVIEW(REVIEWED, List.of("opinion"), List.of(), SUBMITTED),
	APPROVE(APPROVED, List.of(), List.of("items", "rows", "quota", "until"), REVIEWED, ORDERED),
	REFUSE(REFUSED, List.of("reason"), List.of("citation"), REVIEWED), ORDER(APPROVED, List.of(), List.of(), ORDERED),
	EXTEND(null, List.of("reason"), List.of("days"), SUBMITTED, REVIEWED),
	CONSENT_EXTENSION(null, List.of(), List.of(), SUBMITTED, REVIEWED),
	REFUSE_EXTENSION(null, List.of("reason"), List.of(), SUBMITTED, REVIEWED),
	WITHDRAW(WITHDRAWN, List.of(), List.of("reason"), DRAFT, SUBMITTED, COMPLETING, REVIEWED, ORDERED);

	private final @Nullable RequestState to;

	private final List<String> required;

	private final List<String> optional;

	private final Set<RequestState> from;

	RequestStep(@Nullable RequestState to, List<String> required, List<String> optional, RequestState... from) {
		this.to = to;
		this.required = required;
		this.optional = optional;
		this.from = EnumSet.copyOf(Arrays.asList(from));
	}

	/** The step that is taken at an address ending so; editing is no such step. */
	static Optional<RequestStep> ofAddress(String code) {
		return Arrays.stream(values()).filter((step) -> step != EDIT && step.code().equals(code)).findFirst();
	}

	/** What may be stated with it. */
	List<String> members() {
		return Stream.concat(this.required.stream(), this.optional.stream()).toList();
	}

	/** The step as an action available to a caller. */
	AllowedAction allowed() {
		return new AllowedAction(ProcessAction.valueOf(name()), this.required);
	}

	String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	boolean possible(RequestState state) {
		return this.from.contains(state);
	}

	RequestState next(RequestState state) {
		return (this.to != null) ? this.to : state;
	}

	public static List<String> possibleFrom(RequestState state) {
		return Arrays.stream(values()).filter((step) -> step.possible(state)).map(RequestStep::code).toList();
	}

}
