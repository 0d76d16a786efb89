package org.shuyuan.support.ledger.chain;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One record on its way into a ledger. Its payload is what counts; the rest is there to
 * search by, and says what the payload says.
 *
 * @param id opaque, unique in the ledger
 * @param at when it happened
 * @param subject opaque id of who did it
 * @param agency agency acted for
 * @param outcome {@code permit}, {@code refuse}, {@code stop}, {@code alarm} or
 * {@code step}
 * @param reason code of a reason
 * @param entry the entry it is about
 * @param distribution the distribution it is about
 * @param provider the agency whose data it is about
 * @param step the row that a step of a process wrote, as {@code table/key}
 * @param payload all of it, as JSON
 */
public record LedgerRecord(String id, Instant at, String subject, @Nullable String agency, String outcome,
		@Nullable String reason, @Nullable String entry, @Nullable String distribution, @Nullable String provider,
		@Nullable String step, String payload) {
}
