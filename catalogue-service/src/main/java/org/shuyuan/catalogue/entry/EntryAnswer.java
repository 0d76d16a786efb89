package org.shuyuan.catalogue.entry;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.shuyuan.catalogue.web.Revision;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.LifecycleState;
import org.shuyuan.vocab.Violation;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * What a read or write of an entry answers.
 *
 * @param entry what it says
 * @param record where it stands
 * @param violations what is to mend
 */
record EntryAnswer(Entry entry, EntryRecord record, List<Violation> violations) {

	ResponseEntity.BodyBuilder tagged(ResponseEntity.BodyBuilder answer, Standing standing) {
		return answer.eTag(new Revision(this.record.revision(), standing.version()).etag());
	}

	/**
	 * Tagged by the revision in force alone: what goes on inside the agency does not
	 * show.
	 */
	ResponseEntity.BodyBuilder taggedAsPublished(ResponseEntity.BodyBuilder answer) {
		return answer.eTag("\"%d.%d\"".formatted(this.record.revision(), this.record.changed().toEpochMilli()));
	}

	/**
	 * Puts answers together.
	 */
	@Component
	static class Answers {

		private final Approval approval;

		Answers(Approval approval) {
			this.approval = approval;
		}

		/** For the entry's own agency, the authority and the auditor: everything. */
		EntryAnswer internal(Standing standing, Entry entry, List<Violation> violations) {
			boolean open = standing.state() == LifecycleState.DRAFT || standing.state() == LifecycleState.REVISING;
			List<String> missing = open
					? this.approval.missing(standing, violations).stream().map(Violation::code).distinct().toList()
					: List.of();
			EntryRecord record = new EntryRecord(standing.state(), standing.revision(), standing.publishedRevision(),
					standing.created(), standing.changed(), standing.published(), this.approval.assessments(standing),
					this.approval.consent(standing).orElse(null), standing.returned(), standing.replacedBy(), missing);
			return new EntryAnswer(entry, record, violations);
		}

		/** For other departments: the published revision, and nothing of a later one. */
		static EntryAnswer published(Standing standing, int revision, Entry entry) {
			Instant published = Objects.requireNonNullElse(standing.published(), standing.changed());
			EntryRecord record = new EntryRecord(LifecycleState.PUBLISHED, revision, revision, standing.created(),
					published, published, List.of(), null, null, null, List.of());
			return new EntryAnswer(entry, record, List.of());
		}

	}

}
