package org.shuyuan.gateway.verification;

import java.util.ArrayList;
import java.util.List;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.access.AccessGate;
import org.shuyuan.gateway.access.AccessRefused;
import org.shuyuan.gateway.access.AccessRequest;
import org.shuyuan.gateway.access.Demand;
import org.shuyuan.gateway.access.PermittedAccess;
import org.shuyuan.gateway.delivery.RowProblems;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.query.QueryInvalid;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.verification.VerificationBudget.Reservation;
import org.shuyuan.gateway.verification.VerificationClaims.Question;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Yes or no to claims about rows 核验. Who guesses is stopped: claims that do not hold are
 * counted, and once a day's number is reached nothing is answered any more.
 */
@RestController
@Tag(name = "verification")
class VerificationController {

	private final AccessGate accessGate;

	private final Tables tables;

	private final VerificationBudget budget;

	private final VerificationAlarms alarms;

	VerificationController(AccessGate accessGate, Tables tables, VerificationBudget budget, VerificationAlarms alarms) {
		this.accessGate = accessGate;
		this.tables = tables;
		this.budget = budget;
		this.alarms = alarms;
	}

	@PostMapping("/api/v1/sharing/distributions/{id}/verification")
	VerificationResults verify(Caller caller, @PathVariable DistributionId id,
			@RequestHeader(name = "Shuyuan-Grant", required = false) @Nullable String grant,
			@RequestHeader(name = "Shuyuan-Purpose", required = false) @Nullable String purpose,
			@RequestBody VerificationClaims said, HttpServletResponse response) {
		if (!said.complete()) {
			throw RowProblems.parameter("claims", "1 – 100, match + item + value");
		}
		AccessRequest accessRequest = new AccessRequest(caller, id, Action.Kind.VERIFY,
				(said.grant() != null) ? said.grant() : grant, purpose);
		List<Reservation> reserved = new ArrayList<>();
		try {
			PermittedAccess<List<Question>> admitted = this.accessGate.admit(accessRequest, (offer) -> {
				List<Question> questions = said.questions(offer);
				reserved.add(this.budget
					.reserve(accessRequest.grantId().orElseThrow(), questions.stream().map(Question::matched).toList())
					.orElseThrow(Demand.Exhausted::new));
				return new Demand<>(questions, VerificationClaims.columns(questions), questions.size(),
						questions.size());
			});
			response.setHeader("Shuyuan-Decision", admitted.decision());
			List<Boolean> holds = answers(admitted);
			if (!this.budget.settle(reserved.removeFirst(), holds)) {
				throw this.accessGate.refuse(accessRequest, RefusalReason.VERIFICATION_BUDGET_USED_UP);
			}
			return new VerificationResults(results(said, holds));
		}
		catch (QueryInvalid ex) {
			throw RowProblems.invalid(ex);
		}
		catch (AccessRefused accessRefused) {
			if (accessRefused.reason() == RefusalReason.VERIFICATION_BUDGET_USED_UP) {
				raise(accessRequest, accessRefused);
			}
			throw accessRefused;
		}
		finally {
			reserved.forEach(this.budget::release);
		}
	}

	private List<Boolean> answers(PermittedAccess<List<Question>> admitted) {
		List<Boolean> holds = new ArrayList<>();
		try {
			for (Question question : admitted.need()) {
				holds.add(this.tables.count(question.query().with(admitted.offer().rows())) > 0);
			}
			return holds;
		}
		finally {
			this.accessGate.settle(admitted, holds.size(), !holds.isEmpty());
		}
	}

	private static List<VerificationResult> results(VerificationClaims said, List<Boolean> holds) {
		List<VerificationResult> results = new ArrayList<>();
		for (boolean each : holds) {
			results.add(new VerificationResult(String.valueOf(said.claims().get(results.size()).item()), each));
		}
		return results;
	}

	private void raise(AccessRequest accessRequest, AccessRefused accessRefused) {
		accessRefused.getHeaders().set("Retry-After", Long.toString(this.budget.untilTomorrow().toSeconds()));
		if (this.alarms.raise(accessRequest.grantId().orElseThrow(), this.budget.today(),
				accessRequest.caller().subject())) {
			this.accessGate.alarm(accessRequest, accessRefused.reason());
		}
	}

	/** What holds, in the order of the claims. */
	record VerificationResults(List<VerificationResult> results) {
	}

	/**
	 * One claim.
	 *
	 * @param item the item, as the claim named it
	 * @param holds whether it is so
	 */
	record VerificationResult(String item, boolean holds) {
	}

}
