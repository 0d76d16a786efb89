package org.shuyuan.catalogue.intake;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.Completeness;

/**
 * An import and its progress.
 *
 * @param id its id
 * @param agency agency of records that name none; empty where none was given
 * @param source name of the source
 * @param completeness what its entries are
 * @param by subject of who imported
 * @param started when it began
 * @param ended when the last record was written; absent where it was cut short
 * @param summary counts so far
 */
record Import(String id, String agency, String source, Completeness completeness, String by, Instant started,
		@Nullable Instant ended, Summary summary) {

	record Summary(int created, int updated, int unchanged, int refused, @Nullable Long position) {
	}

}
