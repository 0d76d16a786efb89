package org.shuyuan.vocab.entry;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Iris;

/**
 * What the source of a harvested description says of a distribution in its own terms.
 *
 * @param downloadUrl where the file itself is, http or https
 * @param mediaType media type (RFC 6838), such as {@code text/csv}
 * @param format format, where that is in no list of ours
 * @param licence licence
 * @param issued first published there
 * @param modified last changed there
 */
public record SourceDistribution(@Nullable String downloadUrl, @Nullable String mediaType,
		@Nullable NamedResource format, @Nullable NamedResource licence, @Nullable LocalDate issued,
		@Nullable LocalDate modified) {

	/** Nothing said. */
	public static final SourceDistribution NONE = new SourceDistribution(null, null, null, null, null, null);

	public SourceDistribution {
		if (downloadUrl != null && !Iris.isHttp(downloadUrl)) {
			throw new IllegalArgumentException("The download address is no http or https address");
		}
		if (mediaType != null && !isMediaType(mediaType)) {
			throw new IllegalArgumentException("The media type has not the form type/subtype");
		}
	}

	/** Whether a text has the form of a media type, without parameters. */
	public static boolean isMediaType(String text) {
		int slash = text.indexOf('/');
		return slash > 0 && slash < text.length() - 1 && text.length() <= 200
				&& text.chars()
					.filter((each) -> each != '/' && !(each >= 'a' && each <= 'z') && !(each >= 'A' && each <= 'Z')
							&& !(each >= '0' && each <= '9') && "!#$&-^_.+".indexOf(each) < 0)
					.findAny()
					.isEmpty()
				&& text.indexOf('/', slash + 1) < 0;
	}

}
