package org.shuyuan.catalogue.changes;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.shuyuan.catalogue.changes.Change.EntryChanged;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.rdf.EntryGraph;

import org.springframework.stereotype.Component;

/**
 * What changed entries say. The views follow the log closely together, so each revision
 * is read once for all of them; a revision never changes.
 */
@Component
public class DescribedEntries {

	/** Followers take in some hundred changes at a time. */
	private static final int REMEMBERED = 1500;

	private final Map<Revision, Entry> read = new ConcurrentHashMap<>();

	private final String baseUri;

	DescribedEntries(PlatformProperties platform) {
		this.baseUri = platform.baseUri().toString();
	}

	/** What the entry says, internal parts included. */
	public Entry of(EntryChanged change) {
		Integer published = change.publishedRevision();
		return read(new Revision(change.entry(), (published != null) ? published : change.revision()),
				change.description());
	}

	/**
	 * What the revision says that was submitted to take the place of the published one.
	 */
	Optional<Entry> submitted(EntryChanged change) {
		return Optional.ofNullable(change.submitted())
			.map((graph) -> read(new Revision(change.entry(), change.revision()), graph));
	}

	private Entry read(Revision revision, CompactRdf graph) {
		if (this.read.size() > REMEMBERED) {
			this.read.clear();
		}
		return this.read.computeIfAbsent(revision, (_) -> EntryGraph.read(graph.model(), this.baseUri));
	}

	private record Revision(EntryId entry, int number) {
	}

}
