package org.shuyuan.gateway.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.RequestId;
import org.shuyuan.vocab.process.AllowedAction;
import org.shuyuan.vocab.process.RequestState;

/**
 * A request 共享申请 as both sides see it.
 *
 * @param id the request
 * @param number running number
 * @param state its state
 * @param entryTitle title of the entry when it was made
 * @param provider the agency asked
 * @param requester the agency asking
 * @param sharing sharing class of the entry when it was made
 * @param fields what it states
 * @param createdBy who wrote it
 * @param reviewedBy who reviewed it on the provider's side
 * @param received when it arrived
 * @param version counts its changes
 * @param history what was done
 * @param clocks deadlines
 * @param grant the grant it led to
 * @param actions what the caller may do with it now; absent if that was not asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingRequest(RequestId id, long number, RequestState state, Text entryTitle, AgencyId provider,
		AgencyId requester, String sharing, @JsonUnwrapped RequestDetails fields, @JsonIgnore String createdBy,
		@JsonIgnore @Nullable String reviewedBy, @Nullable Instant received, @JsonIgnore int version,
		List<Done> history, List<Clock> clocks, @Nullable GrantView grant, @Nullable List<AllowedAction> actions) {

	/** The same with what the caller may do with it. */
	SharingRequest with(List<AllowedAction> allowed) {
		return new SharingRequest(this.id, this.number, this.state, this.entryTitle, this.provider, this.requester,
				this.sharing, this.fields, this.createdBy, this.reviewedBy, this.received, this.version, this.history,
				this.clocks, this.grant, allowed);
	}

	/** Whether a step was taken. */
	boolean wasDone(RequestStep step) {
		return this.history.stream().anyMatch((done) -> done.what().equals(step.code()));
	}

	/** Whether a person took one of the steps. */
	boolean tookPart(String person, RequestStep... steps) {
		return this.history.stream()
			.anyMatch((done) -> done.by().equals(person)
					&& Arrays.stream(steps).anyMatch((step) -> done.what().equals(step.code())));
	}

	/** Whether a clock is over its time and still runs. */
	boolean overdue(String what) {
		return this.clocks.stream().anyMatch((clock) -> clock.what().equals(what) && clock.overdue());
	}

	/** Whether the reply was put off. */
	boolean extended() {
		return this.clocks.stream().anyMatch((clock) -> clock.what().equals("reply") && clock.extended() > 0);
	}

	/**
	 * One step that was done.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Done(Instant at, String by, String role, String what, @Nullable String note) {
	}

	/**
	 * A deadline.
	 *
	 * @param what what is due
	 * @param started when its time began
	 * @param due last day
	 * @param remaining working days left, negative when over
	 * @param overdue whether it is over and still running
	 * @param late whether it has expired, or was met after its last day: that stays for
	 * ever
	 * @param paused whether its clock is paused
	 * @param stopped when it was met
	 * @param clause what it rests on
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Clock(String what, Instant started, LocalDate due, int remaining, boolean overdue, boolean late,
			boolean paused, @Nullable Instant stopped, int extended, String clause) {
	}

}
