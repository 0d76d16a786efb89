package org.shuyuan.gateway.audit;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded of one decision.
 *
 * @param id number of the decision
 * @param at when it was decided
 * @param subject opaque id of who asked, {@code public} for the public; never an address
 * @param agency agency acted for
 * @param outcome {@code permit}, {@code refuse}, {@code stop} or {@code alarm}
 * @param reason code of the reason of a refusal, stop or alarm
 * @param action what was to be done; the address without its ids where there was no
 * decision
 * @param entry the entry
 * @param distribution the distribution
 * @param items the items permitted, or asked for
 * @param purpose the purpose named
 * @param grant the grant named
 * @param provider the agency whose data it is about
 * @param count how many refusals of one kind to the public it sums up; absent for one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditRecord(String id, Instant at, String subject, @Nullable String agency, String outcome,
		@Nullable String reason, String action, @Nullable String entry, @Nullable String distribution,
		List<String> items, @Nullable String purpose, @Nullable String grant, @Nullable String provider,
		@Nullable Long count) {

	public AuditRecord {
		items = (items == null) ? List.of() : List.copyOf(items);
	}

	/** Builds a record. */
	public static AuditRecordBuilder of(String id, Instant at, String subject, String outcome, String action) {
		return new AuditRecordBuilder(id, at, subject, outcome, action);
	}

	/** Builds one from this. */
	public AuditRecordBuilder change() {
		return new AuditRecordBuilder(this);
	}

}
