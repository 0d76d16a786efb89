package org.shuyuan.gateway.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The rows of one page, until there is no room for more; at least one. */
final class PageRows implements RowSink {

	/** What a page may hold, in characters; each cell counts some more. */
	private static final long LARGEST = 4 << 20;

	private static final int CELL = 16;

	private final List<List<@Nullable Object>> rows = new ArrayList<>();

	private long room = LARGEST;

	@Override
	public void row(@Nullable Object[] values) {
		if (isFull()) {
			return;
		}
		long size = 0;
		for (Object value : values) {
			size += CELL + ((value instanceof String text) ? text.length() : 0);
		}
		if (this.rows.isEmpty() || size <= this.room) {
			this.rows.add(Collections.unmodifiableList(Arrays.asList(values.clone())));
			this.room -= size;
		}
		else {
			this.room = -1;
		}
	}

	/** Whether a row found no room. */
	boolean isFull() {
		return this.room < 0;
	}

	List<List<@Nullable Object>> rows() {
		return this.rows;
	}

	@Override
	public void close() {
		// nothing to complete
	}

}
