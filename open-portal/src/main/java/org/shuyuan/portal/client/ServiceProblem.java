package org.shuyuan.portal.client;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.rdf.Violation;

/**
 * Why a service refused (RFC 9457), in both languages.
 *
 * @param status HTTP status; 0 when the service could not be reached
 * @param code stable code, such as {@code source-exists}
 * @param clause what it rests on
 * @param violations everything that is wrong, where several things are
 * @param source the source department in the way of a second collector
 */
public record ServiceProblem(int status, String code, @Nullable String title, @Nullable String detail,
		@Nullable String advice, @Nullable String titleZh, @Nullable String detailZh, @Nullable String adviceZh,
		@Nullable String clause, List<Violation> violations, @Nullable Source source) {

	public ServiceProblem {
		code = (code == null) ? "unexpected" : code;
		violations = (violations == null) ? List.of() : List.copyOf(violations);
	}

	/**
	 * The one source that already leads a data element.
	 */
	public record Source(@Nullable EntryId entry, @Nullable ItemId item, @Nullable AgencyId agency) {
	}

	/** A problem of the pages themselves; its texts are in the message bundle. */
	public static ServiceProblem of(int status, String code) {
		return new ServiceProblem(status, code, null, null, null, null, null, null, null, List.of(), null);
	}

	public @Nullable String title(String language) {
		return choose(language, this.title, this.titleZh);
	}

	public @Nullable String detail(String language) {
		return choose(language, this.detail, this.detailZh);
	}

	public @Nullable String advice(String language) {
		return choose(language, this.advice, this.adviceZh);
	}

	private static @Nullable String choose(String language, @Nullable String en, @Nullable String zh) {
		if (language.startsWith("zh")) {
			return (zh != null) ? zh : en;
		}
		return (en != null) ? en : zh;
	}

}
