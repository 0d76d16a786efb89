package org.shuyuan.vocab;

import org.jspecify.annotations.Nullable;

/**
 * A distribution 数据资源 (dcat:Distribution): one form in which an entry's data are had. The
 * catalogue names it; the gateway owns the versions of data under it.
 *
 * @param id permanent id; absent in what a client registers, given at the first save
 * @param title what it is
 * @param kind table, file or service
 * @param format code in the list {@code formats}, such as {@code csv}
 * @param accessUrl where a harvested distribution is found outside this platform, or an
 * agency's service answers; http or https
 */
public record Distribution(@Nullable DistributionId id, Text title, DistributionKind kind, @Nullable String format,
		@Nullable String accessUrl) {

	public Distribution {
		kind = (kind == null) ? DistributionKind.FILE : kind;
	}

}
