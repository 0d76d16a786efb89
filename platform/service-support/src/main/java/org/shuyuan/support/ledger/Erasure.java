package org.shuyuan.support.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A request to erase from a ledger, and its outcome (Personal Information Protection Law,
 * art. 47).
 *
 * @param id opaque
 * @param records ids of the records whose payloads are to be erased
 * @param reason why, 2,000 characters at most; it stays in the ledger, so it must not
 * name anyone
 * @param clause code of the clause it rests on
 * @param state its state
 * @param askedBy subject of who asked
 * @param asked when
 * @param decidedBy subject of who erased, refused or withdrew
 * @param decided when
 * @param note why it was refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Erasure(String id, List<String> records, String reason, String clause, State state, String askedBy,
		Instant asked, @Nullable String decidedBy, @Nullable Instant decided, @Nullable String note) {

	public Erasure {
		records = List.copyOf(records);
	}

	/** Its state. */
	public enum State {

		/** Waits for a second person. */
		ASKED,
		/** The payloads are erased. */
		ERASED,
		/** The second person does not erase them. */
		REFUSED,
		/** Who asked does not any more. */
		WITHDRAWN;

		@JsonValue
		public String code() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
