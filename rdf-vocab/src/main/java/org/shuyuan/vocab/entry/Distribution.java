package org.shuyuan.vocab.entry;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.DistributionId;

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
 * @param atSource what the source of a harvested description says of it in its own terms
 */
public record Distribution(@Nullable DistributionId id, Text title, DistributionKind kind, @Nullable String format,
		@Nullable String accessUrl, @Nullable SourceDistribution atSource) {

	public Distribution {
		kind = (kind == null) ? DistributionKind.FILE : kind;
		atSource = SourceDistribution.NONE.equals(atSource) ? null : atSource;
	}

	/** A distribution without source-specific terms. */
	public Distribution(@Nullable DistributionId id, Text title, DistributionKind kind, @Nullable String format,
			@Nullable String accessUrl) {
		this(id, title, kind, format, accessUrl, null);
	}

	/** Where its data are: the file itself where its address is known. */
	public @Nullable String address() {
		return (this.atSource != null && this.atSource.downloadUrl() != null) ? this.atSource.downloadUrl()
				: this.accessUrl;
	}

}
