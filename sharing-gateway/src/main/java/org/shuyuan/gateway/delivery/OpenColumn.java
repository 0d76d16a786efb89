package org.shuyuan.gateway.delivery;

import java.util.Objects;

import org.shuyuan.gateway.access.Entitlement;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * A column that the caller may have.
 *
 * @param name its name
 * @param type type of its values
 * @param item the item that describes it
 */
record OpenColumn(String name, ColumnType type, ItemId item) {

	static OpenColumn of(Column column, Entitlement entitlement) {
		return new OpenColumn(column.name(), column.type(),
				Objects.requireNonNull(entitlement.columns().get(column.name())));
	}

}
