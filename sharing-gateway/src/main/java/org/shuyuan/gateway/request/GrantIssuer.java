package org.shuyuan.gateway.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.process.RequestState;
import org.shuyuan.vocab.rdf.Violation;

import org.springframework.stereotype.Component;

/**
 * How a request becomes a grant: as the provider's head approves it, as the authority
 * orders it, or at once where the data are shared unconditionally.
 */
@Component
class GrantIssuer {

	private final RequestStore requests;

	private final RequestValidation requestValidation;

	private final Deadlines deadlines;

	private final Grants grants;

	private final VersionsInForce versions;

	GrantIssuer(RequestStore requests, RequestValidation requestValidation, Deadlines deadlines, Grants grants,
			VersionsInForce versions) {
		this.requests = requests;
		this.requestValidation = requestValidation;
		this.deadlines = deadlines;
		this.grants = grants;
		this.versions = versions;
		versions.listen(this::provided);
	}

	private void provided(DistributionId distribution) {
		if (available(distribution)) {
			this.deadlines.provided(distribution);
		}
	}

	private boolean available(DistributionId distribution) {
		return this.versions.find(distribution).filter((version) -> !version.stopped()).isPresent();
	}

	/** Grants all that was asked for. */
	void asAsked(SharingRequest request, Instant at) {
		grant(request, request.fields().items(), request.fields().rows(), Quota.NONE,
				Objects.requireNonNull(request.fields().until()), at);
	}

	/** Grants what the provider's head approves, which is at most what was asked for. */
	void approve(SharingRequest request, StepInput input, LocalDate day, Instant now) {
		List<Violation> wrong = new ArrayList<>();
		if (request.state() == RequestState.ORDERED && input.narrows()) {
			wrong.add(RequestProblems.invalid("items", "主管部门已裁定应予共享，须按所申请的内容批准",
					"The authority decided that the data are to be shared: approve what was asked for"));
		}
		List<String> items = (input.items() != null) ? input.items() : request.fields().items();
		if (items.isEmpty() || Set.copyOf(items).size() < items.size()
				|| !Set.copyOf(request.fields().items()).containsAll(items)) {
			wrong.add(RequestProblems.invalid("items", "只能批准所申请的数据项，不得重复",
					"Only items asked for can be granted, each once"));
		}
		LocalDate asked = Objects.requireNonNull(request.fields().until());
		LocalDate until = (input.until() != null) ? input.until() : asked;
		if (until.isAfter(asked) || until.isBefore(day)) {
			wrong
				.add(RequestProblems.invalid("until", "时限不能超过所申请的时限，也不能已过", "Not beyond the time asked for, nor past"));
		}
		List<String> rows = new ArrayList<>(request.fields().rows());
		if (input.rows() != null) {
			input.rows().stream().filter((row) -> !rows.contains(row)).forEach(rows::add);
		}
		wrong.addAll(this.requestValidation.wrongRows(request, rows));
		if (!wrong.isEmpty()) {
			throw RequestProblems.incomplete(wrong);
		}
		this.requestValidation.mayLeave(request);
		this.requests.move(request, RequestState.APPROVED);
		grant(request, items, rows, input.quota(), until, now);
	}

	/** Grants by the authority's order, once the provider's term is over. */
	void order(SharingRequest request, Instant now) {
		if (Objects.requireNonNull(request.fields().until()).isBefore(this.deadlines.today())) {
			throw RequestProblems
				.incomplete(List.of(RequestProblems.invalid("until", "所申请的时限已过", "The time asked for has passed")));
		}
		this.requestValidation.mayLeave(request);
		this.requests.move(request, RequestState.APPROVED);
		asAsked(request, now);
	}

	private void grant(SharingRequest request, List<String> items, List<String> rows, Quota quota, LocalDate until,
			Instant at) {
		this.deadlines.stop(request.id(), "reply");
		this.deadlines.stop(request.id(), "order");
		this.deadlines.start(request.id(), "provision", "provision", at);
		this.deadlines.start(request.id(), "data-flow", "data-flow", at);
		this.grants.grant(request, items, rows, quota, until);
		if (available(new DistributionId(String.valueOf(request.fields().distribution())))) {
			this.deadlines.stop(request.id(), "provision");
		}
	}

}
