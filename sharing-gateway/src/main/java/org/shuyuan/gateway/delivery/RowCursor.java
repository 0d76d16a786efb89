package org.shuyuan.gateway.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * Where a page of rows ended: in which version of the data, and after how many rows.
 *
 * @param version the version
 * @param rows rows before the next page
 */
record RowCursor(int version, String rows) {

	private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,15})");

	/**
	 * Reads the parameter {@code after}.
	 * @return how many rows to leave out; what no page gave as no number
	 * @throws Problem 409 {@code version-changed} if other data are in force by now
	 */
	static @Nullable String rows(@Nullable String after, int inForce) {
		if (after == null) {
			return null;
		}
		Matcher form = FORM.matcher(after);
		if (!form.matches()) {
			return "?";
		}
		if (Integer.parseInt(form.group(1)) != inForce) {
			throw new Problem(GatewayProblemType.VERSION_CHANGED,
					Text.of("翻页途中数据已更新为第 " + inForce + " 版，后续各页与已取得的页不属于同一版本",
							"During paging the data changed to version " + inForce
									+ "; further pages would not fit those you have"),
					Text.of("请去掉 after 从头读取，或用 format=csv、ndjson 一次取得整个版本",
							"Begin again without after, or stream one whole version with format=csv or ndjson"))
				.property("version", inForce);
		}
		return form.group(2);
	}

	@Override
	public String toString() {
		return this.version + "." + this.rows;
	}

}
