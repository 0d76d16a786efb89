package org.shuyuan.catalogue.publicview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * What the public view says of an entry that is public or was once.
 */
public sealed interface PublicEntry {

	/** Which entry. */
	EntryId id();

	/** Position in the public feed. */
	long position();

	/** When it was last changed. */
	Instant changed();

	/**
	 * A public entry.
	 *
	 * @param id which entry
	 * @param position position in the public feed
	 * @param changed when it was last changed
	 * @param published when it was published
	 * @param entry its public part
	 * @param graph its public part as RDF, with where its data are
	 * @param data what the public may have of its data
	 */
	record Published(EntryId id, long position, Instant changed, Instant published, Entry entry, List<Triple> graph,
			Data data) implements PublicEntry {

		public Published {
			graph = List.copyOf(graph);
		}

	}

	/**
	 * An entry that was public and is retired.
	 *
	 * @param id which entry
	 * @param position position in the public feed
	 * @param changed when it was retired
	 * @param replacedBy what takes its place, where that is public
	 */
	record Retired(EntryId id, long position, Instant changed, @Nullable EntryId replacedBy) implements PublicEntry {
	}

	/**
	 * An entry that was public and is not now; nothing more is said.
	 *
	 * @param id which entry
	 * @param position position in the public feed
	 * @param changed since when
	 */
	record Closed(EntryId id, long position, Instant changed) implements PublicEntry {
	}

	/**
	 * Data the public may have, all distributions together.
	 *
	 * @param available whether there are any
	 * @param rows rows of tables
	 * @param bytes size of the files
	 * @param modified day of the newest version
	 */
	record Data(boolean available, @Nullable Long rows, @Nullable Long bytes, @Nullable LocalDate modified) {
	}

}
