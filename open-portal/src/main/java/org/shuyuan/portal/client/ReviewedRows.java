package org.shuyuan.portal.client;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The first rows of a version as the public will get them.
 *
 * @param columns all columns, each with {@code name} and, where it stays closed, the code
 * of the refusal in {@code withheld}
 * @param rows values in the columns' order; null where there is none or it is withheld
 * @param revision number of the submitted revision by whose items they are shown; absent
 * where the published one or the draft decides
 */
public record ReviewedRows(List<Map<String, Object>> columns, List<List<@Nullable Object>> rows,
		@Nullable Integer revision) {

	public ReviewedRows {
		columns = (columns == null) ? List.of() : List.copyOf(columns);
		rows = (rows == null) ? List.of() : List.copyOf(rows);
	}

}
