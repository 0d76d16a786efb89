package org.shuyuan.standalone.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a set holds, stored in it as {@code manifest.json}.
 *
 * @param format version of the set's own layout
 * @param taken the instant of which the set is
 * @param postgresql version of the source server
 * @param schemas for each schema the migrations it had been through
 * @param tables every table, in an order in which each follows those it refers to
 * @param sequences the values of the sequences
 * @param objects the bytes under the versions of data
 * @param files settings and keys from beside the database
 */
record Manifest(int format, Instant taken, String postgresql, Map<String, List<Migration>> schemas, List<Table> tables,
		List<Sequence> sequences, Objects objects, List<String> files) {

	/** The layout this platform writes, and the newest it reads. */
	static final int FORMAT = 1;

	/**
	 * One step of a schema's history.
	 *
	 * @param version its number
	 * @param checksum what Flyway makes of its text
	 */
	record Migration(String version, int checksum) {
	}

	/**
	 * A table's rows, in PostgreSQL's own text format.
	 *
	 * @param name with the schema's
	 * @param columns in the order of the rows' fields
	 * @param rows how many
	 */
	record Table(String name, List<String> columns, long rows) {

		String file() {
			return "sql/" + this.name + ".copy.gz";
		}

	}

	/**
	 * A sequence.
	 *
	 * @param name with the schema's
	 * @param last the number it gave last
	 */
	record Sequence(String name, long last) {
	}

	/**
	 * Objects, each a file named after its hash.
	 *
	 * @param count how many
	 * @param bytes how long together
	 * @param withdrawn how many were refused and removed while the set was taken
	 * @param lost hashes of what versions name but the store no longer holds
	 */
	record Objects(long count, long bytes, long withdrawn, List<String> lost) {
	}

}
