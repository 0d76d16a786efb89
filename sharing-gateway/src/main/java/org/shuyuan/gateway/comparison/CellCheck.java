package org.shuyuan.gateway.comparison;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.versions.Difference;
import org.shuyuan.gateway.versions.Severity;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.ItemType;
import org.shuyuan.vocab.Text;

/**
 * Looks at every cell of one column: does it fit the item's type and length, and what is
 * their sum.
 */
final class CellCheck {

	private static final int MOST_ROWS = 20;

	private static final int MOST_SHOWN = 10;

	private final String column;

	private final @Nullable DataItem item;

	private final boolean checksType;

	private final boolean checksLength;

	private final List<Long> mistyped = new ArrayList<>();

	private final List<Long> overlong = new ArrayList<>();

	private long mistypedCount;

	private long overlongCount;

	private BigDecimal sum = BigDecimal.ZERO;

	private boolean summable = true;

	CellCheck(String column, @Nullable DataItem item, boolean checksType, boolean checksLength) {
		this.column = column;
		this.item = item;
		this.checksType = checksType;
		this.checksLength = checksLength;
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
			return;
		}
		String text = (value instanceof BigDecimal number) ? plain(number) : value.toString();
		if (this.item != null && this.checksType && !CellType.fits(this.item.type(), text)) {
			this.mistypedCount++;
			add(this.mistyped, row);
		}
		if (this.item != null && this.checksLength && text.codePointCount(0, text.length()) > length()) {
			this.overlongCount++;
			add(this.overlong, row);
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

	private static void add(List<Long> rows, long row) {
		if (rows.size() < MOST_ROWS) {
			rows.add(row);
		}
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
		if (this.item != null && this.mistypedCount > 0) {
			found.add(new Difference("cell-type", doubt, this.item.id(), this.column, this.mistypedCount, this.mistyped,
					Text.of("“%s”有 %d 个单元格不是%s（%s）".formatted(this.column, this.mistypedCount, zh(this.item.type()),
							where(this.mistyped, this.mistypedCount)),
							"%d cells of \"%s\" are no %s (%s)".formatted(this.mistypedCount, this.column,
									this.item.type().code(), rows(this.mistyped, this.mistypedCount)))));
		}
		if (this.item != null && this.overlongCount > 0) {
			found.add(new Difference("cell-length", doubt, this.item.id(), this.column, this.overlongCount,
					this.overlong,
					Text.of("“%s”有 %d 个单元格超过规定长度 %d（%s）".formatted(this.column, this.overlongCount, length(),
							where(this.overlong, this.overlongCount)),
							"%d cells of \"%s\" are longer than %d characters (%s)".formatted(this.overlongCount,
									this.column, length(), rows(this.overlong, this.overlongCount)))));
		}
		return found;
	}

	private static String where(List<Long> rows, long count) {
		List<String> shown = rows.stream().limit(MOST_SHOWN).map(Object::toString).toList();
		return "数据第 %s 行%s".formatted(String.join("、", shown), (count > shown.size()) ? "等" : "");
	}

	private static String rows(List<Long> rows, long count) {
		List<String> shown = rows.stream().limit(MOST_SHOWN).map(Object::toString).toList();
		return "data row %s%s".formatted(String.join(", ", shown), (count > shown.size()) ? " and more" : "");
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
