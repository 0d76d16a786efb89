package org.shuyuan.gateway.dispute;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.process.AllowedAction;

/**
 * A dispute 争议 between two departments (Government Data Sharing Regulation, art. 28).
 *
 * @param id its id
 * @param request the request it is about
 * @param grant the grant it is about, where one was made
 * @param provider the agency asked
 * @param requester the agency asking
 * @param agency the agency that raised it
 * @param by who raised it
 * @param statement what the raising side says
 * @param state {@code open}, {@code decided} or {@code withdrawn}
 * @param statements what both sides said since
 * @param statementDue last day for the other side's statement
 * @param decisionDue last day for the decision
 * @param overdue whether the decision is over its time
 * @param decision code of a {@link DisputeDecision}
 * @param reason the authority's reason
 * @param at when it was raised
 * @param decided when it was decided
 * @param possible how it can be decided now
 * @param actions what the caller may do now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Dispute(String id, String request, @Nullable String grant, AgencyId provider, AgencyId requester,
		AgencyId agency, String by, String statement, String state, List<Statement> statements,
		@Nullable LocalDate statementDue, @Nullable LocalDate decisionDue, boolean overdue, @Nullable String decision,
		@Nullable String reason, Instant at, @Nullable Instant decided, List<String> possible,
		List<AllowedAction> actions) {

	/** Whether it waits for its decision. */
	boolean open() {
		return this.state.equals("open");
	}

	/** Whether the other side has stated its case, or its term is over. */
	boolean heard(LocalDate today) {
		return this.statementDue == null || today.isAfter(this.statementDue)
				|| this.statements.stream().anyMatch((each) -> !each.agency().equals(this.agency));
	}

	/** Whether a person spoke for one of the sides. */
	boolean tookPart(String person) {
		return this.by.equals(person) || this.statements.stream().anyMatch((each) -> each.by().equals(person));
	}

	Dispute with(List<String> decisions, List<AllowedAction> allowed) {
		return new Dispute(this.id, this.request, this.grant, this.provider, this.requester, this.agency, this.by,
				this.statement, this.state, this.statements, this.statementDue, this.decisionDue, this.overdue,
				this.decision, this.reason, this.at, this.decided, decisions, allowed);
	}

	/**
	 * What one side says.
	 */
	record Statement(AgencyId agency, String by, Instant at, String text) {

		Statement {
			Objects.requireNonNull(text);
		}

	}

}
