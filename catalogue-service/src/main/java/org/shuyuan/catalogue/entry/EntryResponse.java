package org.shuyuan.catalogue.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.shuyuan.catalogue.source.SourceDuties;
import org.shuyuan.catalogue.web.Revision;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.rdf.Violation;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * What a read or write of an entry answers.
 *
 * @param entry what it says
 * @param record its state
 * @param violations what is to be corrected
 */
record EntryResponse(Entry entry, EntryRecord record, List<Violation> violations) {

	ResponseEntity.BodyBuilder tagged(ResponseEntity.BodyBuilder answer, EntryState entryState) {
		return answer.eTag(new Revision(this.record.revision(), entryState.version()).etag());
	}

	/**
	 * Tagged by the revision in force alone: steps inside the agency do not show.
	 */
	ResponseEntity.BodyBuilder taggedAsPublished(ResponseEntity.BodyBuilder answer) {
		return answer.eTag("\"%d.%d\"".formatted(this.record.revision(), this.record.changed().toEpochMilli()));
	}

	/**
	 * Puts answers together.
	 */
	@Component
	static class Answers {

		private final PublicationWorkflow publicationWorkflow;

		private final SourceDuties duties;

		Answers(PublicationWorkflow publicationWorkflow, SourceDuties duties) {
			this.publicationWorkflow = publicationWorkflow;
			this.duties = duties;
		}

		/** For the entry's own agency, the authority and the auditor: everything. */
		EntryResponse internal(Caller caller, EntryState entryState, Entry entry, List<Violation> found) {
			List<Violation> violations = new ArrayList<>(found);
			this.duties.open(entryState.id()).forEach((duty) -> violations.add(decidedOtherwise(entry, duty)));
			boolean open = entryState.state() == LifecycleState.DRAFT || entryState.state() == LifecycleState.REVISING;
			List<String> missing = open ? this.publicationWorkflow.missing(entryState, violations)
				.stream()
				.map(Violation::code)
				.distinct()
				.toList() : List.of();
			EntryRecord record = new EntryRecord(entryState.state(), entryState.revision(),
					entryState.publishedRevision(), entryState.created(), entryState.changed(), entryState.published(),
					this.publicationWorkflow.assessments(entryState),
					this.publicationWorkflow.consent(entryState).orElse(null), entryState.returned(),
					entryState.replacedBy(), missing, this.publicationWorkflow.actions(caller, entryState));
			return new EntryResponse(entry, record, List.copyOf(violations));
		}

		private static Violation decidedOtherwise(Entry entry, SourceDuties.Duty duty) {
			int index = entry.items().stream().map(DataItem::id).toList().indexOf(duty.item());
			return new Violation("source-decided-otherwise", Violation.Severity.INCOMPLETE,
					(index >= 0) ? "items[" + index + "].source" : "items",
					Text.of("已裁定数源部门为 " + duty.lead() + "，该数据项不得再作为采集项，期限至 " + duty.due(),
							"The authority decided that " + duty.lead()
									+ " is the source; the item must not be collected any more after " + duty.due()),
					Text.of("请在期限内将该数据项改为共享自或派生自该数源，并重新发布",
							"Mark the item as shared from or derived from that source, and publish it within the term"),
					"D19");
		}

		/** For other departments: the published revision, and nothing of a later one. */
		static EntryResponse published(EntryState entryState, int revision, Entry entry) {
			Instant published = Objects.requireNonNullElse(entryState.published(), entryState.changed());
			EntryRecord record = new EntryRecord(LifecycleState.PUBLISHED, revision, revision, entryState.created(),
					published, published, List.of(), null, null, null, List.of(), List.of());
			return new EntryResponse(entry, record, List.of());
		}

	}

}
