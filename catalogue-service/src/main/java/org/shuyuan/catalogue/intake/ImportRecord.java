package org.shuyuan.catalogue.intake;

import java.util.List;

import org.apache.jena.rdf.model.Model;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.entry.EntryRegistration.Prepared;
import org.shuyuan.catalogue.entry.EntryState;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.rdf.Violation;

import org.springframework.http.ProblemDetail;

/**
 * A record that was read: ready to be written, or refused.
 */
sealed interface ImportRecord {

	int line();

	/**
	 * Ready to be written as a new entry, should none have its key.
	 *
	 * @param line its number
	 * @param key its key
	 * @param entry what it says
	 * @param beyond triples beyond our own
	 * @param prepared as a new entry
	 * @param digest SHA-256 of what was registered, absent for RDF
	 * @param notes what was dropped or is doubtful
	 * @param known where the entry stood that it was found to be; absent where its key
	 * decides
	 * @param ofWorkbook whether it comes from a workbook: only what was found before it
	 * was read is updated, since a blank cell leaves what is there
	 */
	record Ready(int line, String key, Entry entry, @Nullable Model beyond, Prepared prepared, byte @Nullable [] digest,
			List<Violation> notes, @Nullable EntryState known, boolean ofWorkbook) implements ImportRecord {
	}

	/**
	 * Cannot be registered.
	 *
	 * @param line its number
	 * @param key its key, where it may be repeated
	 * @param problem why
	 */
	record Refused(int line, @Nullable String key, ProblemDetail problem) implements ImportRecord {
	}

}
