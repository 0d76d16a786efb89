package org.shuyuan.catalogue.intake;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.Violation;

import org.springframework.http.ProblemDetail;

/**
 * What became of one record.
 *
 * @param line its line, or its number among the data sets of a graph, from 1
 * @param key its key, where it has one that may be repeated
 * @param status what was done
 * @param id the entry's id
 * @param revision the entry's latest revision
 * @param problem why it was refused
 * @param notes what of it was left out or is doubtful
 */
record Result(int line, @Nullable String key, Status status, @Nullable EntryId id, @Nullable Integer revision,
		@Nullable ProblemDetail problem, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> notes) {

	static Result refused(int line, @Nullable String key, ProblemDetail problem) {
		return new Result(line, key, Status.REFUSED, null, null, problem, List.of());
	}

	enum Status {

		CREATED, UPDATED, UNCHANGED, REFUSED;

		@JsonValue
		String code() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
