package org.shuyuan.gateway.access;

import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.vocab.DistributionId;

/**
 * What a call asks of the door.
 *
 * @param caller who
 * @param distribution of what
 * @param kind in what form
 * @param grant the grant named
 * @param purpose the purpose named
 */
record Asked(Caller caller, DistributionId distribution, Action.Kind kind, @Nullable String grant,
		@Nullable String purpose) {
}
