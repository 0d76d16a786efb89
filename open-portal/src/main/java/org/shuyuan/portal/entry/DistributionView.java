package org.shuyuan.portal.entry;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.gateway.Data;
import org.shuyuan.portal.gateway.Rows;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Distribution;

/**
 * A distribution with what is open to everyone.
 *
 * @param distribution what the entry says of it
 * @param id its id
 * @param data its data in force
 * @param drawing its rows as everyone sees them, absent where it is no table
 * @param names what its columns are called, by the items that describe them
 * @param original whether the original bytes are open to everyone
 * @param closed whether it is not open to everyone
 * @param reason why not, where it is known
 * @param onApplication whether who applies may get it
 * @param unknown whether the gateway cannot say now, or not all of it
 */
record DistributionView(Distribution distribution, String id, @Nullable Data data, @Nullable TableCharts drawing,
		Map<String, Text> names, boolean original, boolean closed, @Nullable Text reason, boolean onApplication,
		boolean unknown) {

	/** How many rows are shown. */
	static final int PREVIEW = 10;

	private static final int MOST_AT_ONCE = 10_000;

	/** One that is not open to everyone. */
	static DistributionView closed(Distribution distribution, String id, @Nullable Text reason, boolean onApplication) {
		return new DistributionView(distribution, id, null, null, Map.of(), false, true, reason, onApplication, false);
	}

	/** What a column is called, in the languages its item has. */
	public Text named(String column) {
		return this.names.getOrDefault(column, Text.of(column));
	}

	/** The first rows, few enough to read. */
	public List<List<String>> preview() {
		return (this.drawing == null) ? List.of()
				: this.drawing.rows().rows().subList(0, Math.min(PREVIEW, this.drawing.rows().rows().size()));
	}

	/** Its first rows, absent where it is no table. */
	public @Nullable Rows rows() {
		return (this.drawing != null) ? this.drawing.rows() : null;
	}

	/** Pictures of it. */
	public List<Chart> charts() {
		return (this.drawing != null) ? this.drawing.charts() : List.of();
	}

	/** The locations of its rows. */
	public @Nullable DotMap map() {
		return (this.drawing != null) ? this.drawing.map() : null;
	}

	/** Whether it can be asked for rows. */
	public boolean table() {
		return this.data != null && this.data.table() != null;
	}

	/** How a column is set: {@code number}, {@code time} or as text. */
	public String kind(int column) {
		if (this.data == null || this.data.table() == null || column >= this.data.table().columns().size()) {
			return "";
		}
		Data.Column one = this.data.table().columns().get(column);
		return one.numeric() ? "number" : one.temporal() ? "time" : "";
	}

	/**
	 * The address of all rows as JSON; by line where they are too many for one document.
	 */
	public String json() {
		boolean small = this.data != null && this.data.table() != null && this.data.table().rows() <= MOST_AT_ONCE;
		return address() + (small ? "/rows?format=json&limit=" + MOST_AT_ONCE : "/rows?format=ndjson");
	}

	/** The address of its data. */
	public String address() {
		return "/api/v1/sharing/distributions/" + this.id;
	}

}
