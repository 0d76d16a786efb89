package org.shuyuan.catalogue.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.rdf.Violation;

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
 * @param notes what of it was dropped or is doubtful
 */
record ImportResult(int line, @Nullable String key, Status status, @Nullable EntryId id, @Nullable Integer revision,
		@Schema(ref = "#/components/schemas/Problem") @Nullable ProblemDetail problem,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> notes) {

	static ImportResult refused(int line, @Nullable String key, ProblemDetail problem) {
		return new ImportResult(line, key, Status.REFUSED, null, null, problem, List.of());
	}

	/**
	 * The result with the other entries of its identifiers, but for those of the same
	 * body that were noted already.
	 */
	ImportResult with(List<SourceIdentifiers.Other> others, String source) {
		boolean noted = this.notes.stream().anyMatch((each) -> each.code().equals("identifier-shared"));
		List<Violation> all = new ArrayList<>(this.notes);
		others.stream()
			.filter((each) -> !noted || !each.origin().equals(source))
			.forEach((each) -> all.add(each.note()));
		return new ImportResult(this.line, this.key, this.status, this.id, this.revision, this.problem,
				List.copyOf(all));
	}

	enum Status {

		CREATED, UPDATED, UNCHANGED, REFUSED;

		@JsonValue
		String code() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
