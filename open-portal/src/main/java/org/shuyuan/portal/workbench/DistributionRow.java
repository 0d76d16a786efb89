package org.shuyuan.portal.workbench;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.Distribution;

/**
 * A distribution as typed.
 */
public record DistributionRow(@Nullable String id, @Nullable String titleZh, @Nullable String titleEn,
		@Nullable String kind, @Nullable String format, @Nullable String accessUrl) {

	static DistributionRow empty() {
		return new DistributionRow(null, null, null, "table", "csv", null);
	}

	static DistributionRow of(Distribution distribution) {
		return new DistributionRow((distribution.id() == null) ? null : distribution.id().value(),
				distribution.title().zh(), distribution.title().en(), distribution.kind().code(), distribution.format(),
				distribution.accessUrl());
	}

	boolean blank() {
		return FormText.of(this.id) == null && FormText.of(this.titleZh) == null && FormText.of(this.titleEn) == null
				&& FormText.of(this.accessUrl) == null;
	}

}
