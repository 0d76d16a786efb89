package org.shuyuan.portal.entry;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.gateway.Data;
import org.shuyuan.portal.gateway.Rows;

/**
 * What a page shows of a table.
 *
 * @param tag changes as soon as anything of what may be had does; absent if unknown
 * @param data the data in force
 * @param table what they are as a table
 * @param rows its first rows
 * @param charts pictures of it
 * @param map the locations of its rows
 */
record TableCharts(@Nullable String tag, Data data, Data.Table table, Rows rows, List<Chart> charts,
		@Nullable DotMap map) {

	/** About how many characters it holds. */
	int size() {
		int cells = this.rows.rows().stream().flatMap(List::stream).mapToInt((cell) -> 20 + cell.length()).sum();
		int points = this.charts.stream().mapToInt((chart) -> 60 * chart.points().size()).sum();
		return 1000 + cells + points + ((this.map != null) ? this.map.dots().length() : 0);
	}

}
