package org.shuyuan.portal.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.process.RequestState;

/**
 * A request 共享申请 of one department for another's data (Government Data Sharing
 * Regulation, art. 20-22).
 *
 * @param basis 使用依据
 * @param scenario 使用场景
 * @param scope 使用范围 in words, beside items and rows
 * @param mode 共享方式
 * @param until 使用时限
 * @param actions what the person may do with it now
 * @param etag identifies the version that was read
 */
public record RequestSummary(String id, @Nullable String number, RequestState state, @Nullable String entry,
		@Nullable Object entryTitle, @Nullable String distribution, @Nullable String provider,
		@Nullable String requester, List<String> items, List<String> rows, @Nullable String basis,
		@Nullable String scenario, @Nullable String scope, @Nullable String mode, @Nullable String until,
		@Nullable String purpose, List<Object> missing, List<Step> history, List<Term> clocks, @Nullable Object grant,
		Actions actions, @Nullable String etag) {

	public RequestSummary {
		items = (items == null) ? List.of() : List.copyOf(items);
		rows = (rows == null) ? List.of() : List.copyOf(rows);
		missing = (missing == null) ? List.of() : List.copyOf(missing);
		history = (history == null) ? List.of() : List.copyOf(history);
		clocks = (clocks == null) ? List.of() : List.copyOf(clocks);
		actions = (actions == null) ? Actions.NONE : actions;
	}

	RequestSummary tagged(@Nullable String tag) {
		return new RequestSummary(this.id, this.number, this.state, this.entry, this.entryTitle, this.distribution,
				this.provider, this.requester, this.items, this.rows, this.basis, this.scenario, this.scope, this.mode,
				this.until, this.purpose, this.missing, this.history, this.clocks, this.grant, this.actions, tag);
	}

	/** Whether the provider has exceeded a term. */
	public boolean providerOverdue() {
		return this.clocks.stream().anyMatch((clock) -> clock.ofProvider() && clock.late());
	}

	/** Whether the provider ever went beyond a term; that stays for ever. */
	public boolean providerLate() {
		return this.clocks.stream().anyMatch((clock) -> clock.ofProvider() && clock.everLate());
	}

	/** Whether any clock has run out. */
	public boolean overdue() {
		return this.clocks.stream().anyMatch(Term::late);
	}

	/** The id of the grant it led to. */
	public @Nullable String grantId() {
		Object id = (this.grant instanceof Map<?, ?> whole) ? whole.get("id") : this.grant;
		return (id == null) ? null : id.toString();
	}

	/** The clock that runs out first, of those still running. */
	public @Nullable Term next() {
		return this.clocks.stream()
			.filter((clock) -> clock.due() != null && clock.running())
			.min(java.util.Comparator.comparing((clock) -> java.util.Objects.requireNonNull(clock.due())))
			.orElse(null);
	}

	/**
	 * One thing that happened.
	 */
	public record Step(@Nullable Instant at, @Nullable String by, @Nullable String role, @Nullable String what,
			@Nullable String note) {
	}

	/**
	 * A deadline.
	 *
	 * @param remaining working days left; negative when overdue
	 * @param wasLate whether it has run out, or was met too late
	 * @param paused whether its clock is paused
	 * @param stopped when it was met
	 */
	public record Term(@Nullable String what, @Nullable String started, @Nullable String due,
			@Nullable Integer remaining, @Nullable Boolean overdue, @JsonProperty("late") @Nullable Boolean wasLate,
			@Nullable Boolean paused, @Nullable String stopped, @Nullable String clause) {

		/** Whether it is the provider who has to act: that data flow is up to both. */
		boolean ofProvider() {
			return !"data-flow".equals(this.what);
		}

		/** Whether it has run out, or was met too late. */
		public boolean everLate() {
			return late() || Boolean.TRUE.equals(this.wasLate);
		}

		/** Whether it has run out. */
		public boolean late() {
			return Boolean.TRUE.equals(this.overdue);
		}

		/** Whether its days are being counted. */
		public boolean running() {
			return this.stopped == null && !Boolean.TRUE.equals(this.paused);
		}

	}

}
