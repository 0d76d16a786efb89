package org.shuyuan.gateway.dispute;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.request.GrantView;
import org.shuyuan.gateway.request.SharingRequest;
import org.shuyuan.vocab.process.RequestState;

/**
 * How the authority decides a dispute; each has an effect on the request or grant.
 */
enum DisputeDecision {

	/**
	 * 应予共享: the request is taken up again, and the provider must approve it in a term.
	 */
	SHARE,
	/** 恢复: the grant is in use again, as it was asked for. */
	RESTORE,
	/** 终止: the grant ends. */
	END,
	/** 驳回: all stays as it is. */
	DISMISS;

	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<DisputeDecision> find(String code) {
		return Arrays.stream(values()).filter((each) -> each.code().equals(code)).findFirst();
	}

	/**
	 * How a dispute about this request, or the grant it led to, can be decided on a day.
	 */
	static List<DisputeDecision> possible(SharingRequest request, @Nullable GrantView grant, LocalDate today) {
		List<DisputeDecision> possible = new ArrayList<>();
		if (List.of(RequestState.SUBMITTED, RequestState.COMPLETING, RequestState.REVIEWED, RequestState.REFUSED)
			.contains(request.state())) {
			possible.add(SHARE);
		}
		String state = (grant != null) ? grant.state() : "none";
		if (grant != null && List.of("active", "suspended", "revoked").contains(state) && grant.disposal() == null
				&& !Objects.requireNonNull(request.fields().until()).isBefore(today)) {
			possible.add(RESTORE);
		}
		if (List.of("active", "suspended").contains(state)) {
			possible.add(END);
		}
		possible.add(DISMISS);
		return possible;
	}

}
