package org.shuyuan.gateway.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of data that a difference concerns: how many, and the numbers of the first.
 */
final class RowNumbers {

	/** How many are recorded by their number. */
	static final int MOST = 20;

	/** How many of these are shown. */
	static final int MOST_SHOWN = 10;

	private final List<Long> first = new ArrayList<>();

	private long count;

	/**
	 * One more.
	 * @param row counted from 1, greater than those before
	 */
	void add(long row) {
		this.count++;
		if (this.first.size() < MOST) {
			this.first.add(row);
		}
	}

	boolean any() {
		return this.count > 0;
	}

	long count() {
		return this.count;
	}

	List<Long> first() {
		return List.copyOf(this.first);
	}

	/** Where they are, in Chinese. */
	String zh() {
		return "数据第 %s 行%s".formatted(shown("、"), (this.count > MOST_SHOWN) ? "等" : "");
	}

	/** Where they are, in English. */
	String en() {
		return "data row %s%s".formatted(shown(", "), (this.count > MOST_SHOWN) ? " and more" : "");
	}

	private String shown(String separator) {
		return this.first.stream().limit(MOST_SHOWN).map(Object::toString).collect(Collectors.joining(separator));
	}

}
