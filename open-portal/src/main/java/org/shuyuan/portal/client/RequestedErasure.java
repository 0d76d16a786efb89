package org.shuyuan.portal.client;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request to erase what records of a ledger hold.
 *
 * @param id opaque
 * @param records ids of the records
 * @param reason why
 * @param clause code of the clause it rests on
 * @param state asked, erased, refused or withdrawn
 * @param askedBy opaque id of who asked
 * @param asked when
 * @param decidedBy opaque id of who erased, refused or withdrew
 * @param decided when
 * @param note why it was refused
 */
public record RequestedErasure(String id, List<String> records, String reason, String clause, String state,
		String askedBy, Instant asked, @Nullable String decidedBy, @Nullable Instant decided, @Nullable String note) {

	public RequestedErasure {
		records = (records == null) ? List.of() : List.copyOf(records);
	}

}
