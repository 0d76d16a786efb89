package org.shuyuan.gateway.request;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import static org.shuyuan.gateway.request.RequestState.APPROVED;
import static org.shuyuan.gateway.request.RequestState.COMPLETING;
import static org.shuyuan.gateway.request.RequestState.DECLINED;
import static org.shuyuan.gateway.request.RequestState.DRAFT;
import static org.shuyuan.gateway.request.RequestState.ORDERED;
import static org.shuyuan.gateway.request.RequestState.REFUSED;
import static org.shuyuan.gateway.request.RequestState.REVIEWED;
import static org.shuyuan.gateway.request.RequestState.SUBMITTED;
import static org.shuyuan.gateway.request.RequestState.WITHDRAWN;

/**
 * What may be done with a request, from where, and where it leads. Other transitions do
 * not exist.
 */
public enum RequestStep {

	EDIT(null, List.of(), DRAFT, COMPLETING), AGREE(SUBMITTED, List.of(), DRAFT),
	DECLINE(DECLINED, List.of("reason"), DRAFT), ASK_COMPLETION(COMPLETING, List.of("missing"), SUBMITTED),
	COMPLETE(SUBMITTED, List.of("note"), COMPLETING), REVIEW(REVIEWED, List.of("opinion"), SUBMITTED),
	APPROVE(APPROVED, List.of("items", "rows", "quota", "until"), REVIEWED, ORDERED),
	REFUSE(REFUSED, List.of("reason", "citation"), REVIEWED), ORDER(APPROVED, List.of(), ORDERED),
	EXTEND(null, List.of("reason", "days"), SUBMITTED, REVIEWED),
	CONSENT_EXTENSION(null, List.of(), SUBMITTED, REVIEWED),
	REFUSE_EXTENSION(null, List.of("reason"), SUBMITTED, REVIEWED),
	WITHDRAW(WITHDRAWN, List.of("reason"), DRAFT, SUBMITTED, COMPLETING, REVIEWED, ORDERED);

	private final @Nullable RequestState to;

	private final List<String> members;

	private final Set<RequestState> from;

	RequestStep(@Nullable RequestState to, List<String> members, RequestState... from) {
		this.to = to;
		this.members = members;
		this.from = EnumSet.copyOf(Arrays.asList(from));
	}

	static RequestStep ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

	/** What may be stated with it. */
	List<String> members() {
		return this.members;
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
