package org.shuyuan.gateway.comparison;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.versions.Difference;
import org.shuyuan.gateway.versions.Severity;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.ItemType;

/**
 * Checks every cell of one column: does it fit the item's type and length, is it there
 * where it has to be, and what is their sum.
 */
final class CellCheck {

	private final String column;

	private final @Nullable DataItem item;

	private final Set<Rule> rules;

	private final RowNumbers mistyped = new RowNumbers();

	private final RowNumbers overlong = new RowNumbers();

	private final RowNumbers empty = new RowNumbers();

	private BigDecimal sum = BigDecimal.ZERO;

	private boolean summable = true;

	/**
	 * A check of a column.
	 * @param item what describes it; absent where only the sum counts
	 */
	CellCheck(String column, @Nullable DataItem item, Set<Rule> rules) {
		this.column = column;
		this.item = item;
		this.rules = rules;
	}

	/** What of an item its cells are held to. */
	enum Rule {

		TYPE, LENGTH, REQUIRED

	}

	String column() {
		return this.column;
	}

	/**
	 * Takes one cell into account.
	 * @param row counted from 1
	 */
	void see(long row, @Nullable Object value) {
		if (value == null) {
			this.empty.add(row);
			return;
		}
		String text = (value instanceof BigDecimal number) ? plain(number) : value.toString();
		if (this.item != null && this.rules.contains(Rule.TYPE) && !CellType.fits(this.item.type(), text)) {
			this.mistyped.add(row);
		}
		if (this.item != null && this.rules.contains(Rule.LENGTH) && text.codePointCount(0, text.length()) > length()) {
			this.overlong.add(row);
		}
		if (this.summable) {
			add(text);
		}
	}

	private int length() {
		return (this.item != null && this.item.length() != null) ? this.item.length() : Integer.MAX_VALUE;
	}

	private static String plain(BigDecimal number) {
		return (number.signum() == 0) ? "0" : number.stripTrailingZeros().toPlainString();
	}

	private void add(String text) {
		if (CellType.fits(ItemType.DECIMAL, text)) {
			try {
				String number = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().replace(",", "");
				this.sum = this.sum.add(new BigDecimal(number));
				return;
			}
			catch (NumberFormatException none) {
				// it has no sum
			}
		}
		this.summable = false;
	}

	/** The sum of the cells; none where one is no number. */
	Optional<BigDecimal> sum() {
		return this.summable ? Optional.of(this.sum) : Optional.empty();
	}

	List<Difference> differences(Severity doubt) {
		List<Difference> found = new ArrayList<>();
		if (this.item == null) {
			return found;
		}
		if (this.mistyped.any()) {
			found.add(difference("cell-type", doubt, this.mistyped, "不是" + zh(this.item.type()),
					"are no " + this.item.type().code()));
		}
		if (this.overlong.any()) {
			found.add(difference("cell-length", doubt, this.overlong, "超过规定长度 " + length(),
					"are longer than %d characters".formatted(length())));
		}
		if (this.rules.contains(Rule.REQUIRED) && this.empty.any()) {
			found.add(difference("required-empty", doubt, this.empty, "为空，该信息项必填",
					"are empty, which the item may not be"));
		}
		return found;
	}

	private Difference difference(String code, Severity severity, RowNumbers rows, String zh, String en) {
		return new Difference(code, severity, Objects.requireNonNull(this.item).id(), this.column, rows.count(),
				rows.first(), Text.of("“%s”有 %d 个单元格%s（%s）".formatted(this.column, rows.count(), zh, rows.zh()),
						"%d cells of \"%s\" %s (%s)".formatted(rows.count(), this.column, en, rows.en())));
	}

	private static String zh(ItemType type) {
		return switch (type) {
			case STRING -> "文本";
			case INTEGER -> "整数";
			case DECIMAL -> "数字";
			case BOOLEAN -> "是/否";
			case DATE -> "日期";
			case DATETIME -> "日期时间";
		};
	}

}
