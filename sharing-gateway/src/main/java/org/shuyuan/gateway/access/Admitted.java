package org.shuyuan.gateway.access;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.GrantId;

/**
 * A call that was permitted, and recorded.
 *
 * @param decision number of the decision
 * @param offer what may be had
 * @param need what of it the call needs
 * @param rowsLeft most rows that may be delivered, set aside where a grant covers them
 * @param grant the grant it is charged to
 * @param watch tells when it is taken back
 */
record Admitted<T>(String decision, Offer offer, T need, long rowsLeft, @Nullable GrantId grant, Watch watch) {
}
