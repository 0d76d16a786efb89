package org.shuyuan.gateway.access;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.tables.Filter;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.vocab.GrantId;
import org.shuyuan.vocab.ItemId;

/**
 * A call that was permitted, and recorded.
 *
 * @param decision number of the decision
 * @param data the version in force
 * @param columns the columns that may be had, in the table's order, with their items
 * @param rows conditions that every row meets
 * @param rowsLeft most rows that may be delivered
 * @param grant the grant it rests on
 * @param stop becomes true when it is taken back
 */
record Admitted(String decision, DataVersion data, Map<String, ItemId> columns, List<Filter> rows, long rowsLeft,
		@Nullable GrantId grant, BooleanSupplier stop) {
}
