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
import static org.shuyuan.gateway.request.RequestState.REFUSED;
import static org.shuyuan.gateway.request.RequestState.REVIEWED;
import static org.shuyuan.gateway.request.RequestState.SUBMITTED;
import static org.shuyuan.gateway.request.RequestState.WITHDRAWN;

/**
 * What may be done with a request, from where, and where it leads. Other transitions do
 * not exist.
 */
enum Step {

	EDIT(null, DRAFT, COMPLETING), AGREE(SUBMITTED, DRAFT), DECLINE(DECLINED, DRAFT),
	ASK_COMPLETION(COMPLETING, SUBMITTED), COMPLETE(SUBMITTED, COMPLETING), REVIEW(REVIEWED, SUBMITTED),
	APPROVE(APPROVED, REVIEWED), REFUSE(REFUSED, REVIEWED), EXTEND(null, SUBMITTED, REVIEWED),
	CONSENT_EXTENSION(null, SUBMITTED, REVIEWED), WITHDRAW(WITHDRAWN, DRAFT, SUBMITTED, COMPLETING, REVIEWED);

	private final @Nullable RequestState to;

	private final Set<RequestState> from;

	Step(@Nullable RequestState to, RequestState... from) {
		this.to = to;
		this.from = EnumSet.copyOf(Arrays.asList(from));
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

	static List<String> possibleFrom(RequestState state) {
		return Arrays.stream(values()).filter((step) -> step.possible(state)).map(Step::code).toList();
	}

}
