package org.shuyuan.portal.client;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.rdf.Violation;

/**
 * An entry with the catalogue's record about it.
 *
 * @param etag what an edit names in {@code If-Match}; empty where the list does not say
 */
public record EntryRead(Entry entry, Standing record, List<Violation> violations, String etag) {

	public EntryRead {
		violations = (violations == null) ? List.of() : List.copyOf(violations);
		etag = (etag == null) ? "" : etag;
	}

	EntryRead tagged(@Nullable String tag) {
		return new EntryRead(this.entry, this.record, this.violations, (tag == null) ? "" : tag);
	}

	/** The entry's permanent id. */
	public String id() {
		return (this.entry.id() == null) ? "" : this.entry.id().value();
	}

	/** What the person may do with it now. */
	public Actions actions() {
		return this.record.actions();
	}

	/** Whether the last outcome of the assessment of the given kind is {@code passed}. */
	public boolean passed(String kind) {
		Assessment last = assessed(kind);
		return last != null && "passed".equals(last.outcome());
	}

	/** The last assessment of the given kind. */
	public @Nullable Assessment assessed(String kind) {
		Assessment last = null;
		for (Assessment assessment : this.record.assessments()) {
			if (kind.equals(assessment.kind())) {
				last = assessment;
			}
		}
		return last;
	}

	/**
	 * The state of an entry.
	 *
	 * @param revision the newest revision
	 * @param publishedRevision the revision in force
	 * @param missing what submitting still needs
	 * @param actions what the person may do with it now
	 */
	public record Standing(LifecycleState state, int revision, @Nullable Integer publishedRevision,
			@Nullable Instant created, @Nullable Instant changed, @Nullable Instant published,
			List<Assessment> assessments, @Nullable Signed consent, @Nullable Signed returned, List<String> missing,
			Actions actions) {

		public Standing {
			state = (state == null) ? LifecycleState.DRAFT : state;
			assessments = (assessments == null) ? List.of() : List.copyOf(assessments);
			missing = (missing == null) ? List.of() : List.copyOf(missing);
			actions = (actions == null) ? Actions.NONE : actions;
		}

	}

	/**
	 * One of the two assessments that art. 13 of the Government Data Sharing Regulation
	 * asks for.
	 */
	public record Assessment(String kind, String outcome, @Nullable String note, @Nullable String by,
			@Nullable Instant at) {
	}

	/**
	 * Who said so, and when.
	 */
	public record Signed(@Nullable String by, @Nullable Instant at, @Nullable String reason) {
	}

}
