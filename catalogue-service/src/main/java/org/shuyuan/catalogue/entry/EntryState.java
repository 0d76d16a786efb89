package org.shuyuan.catalogue.entry;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.web.Revision;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * The state of an entry; what it says is in its revisions.
 *
 * @param id which entry
 * @param agency the agency that answers for it
 * @param origin name of the bulk source, empty for one registered by itself
 * @param key the client's key, unique within agency and origin
 * @param state lifecycle state
 * @param completeness full or harvested
 * @param discoverability who may know of the latest revision
 * @param revision latest revision, from 1
 * @param publishedRevision revision last published
 * @param version counts every change, from 1
 * @param created when first registered
 * @param changed when last changed
 * @param published when last published
 * @param submittedBy subject of who submitted it last
 * @param returned why the authority returned it
 * @param replacedBy what takes its place once retired
 */
public record EntryState(EntryId id, AgencyId agency, String origin, @Nullable String key, LifecycleState state,
		Completeness completeness, Discoverability discoverability, int revision, @Nullable Integer publishedRevision,
		int version, Instant created, Instant changed, @Nullable Instant published, @Nullable String submittedBy,
		@Nullable Returned returned, @Nullable EntryId replacedBy) {

	/**
	 * Why the authority returned an entry.
	 *
	 * @param reason in its words
	 * @param by subject of who did
	 * @param at when
	 */
	public record Returned(String reason, String by, Instant at) {
	}

	/** A new entry's first standing: a draft. */
	public static EntryState draft(Entry entry, String origin, Instant now) {
		return new EntryState(Objects.requireNonNull(entry.id()), entry.agency(), origin, entry.key(),
				LifecycleState.DRAFT, entry.completeness(), entry.discoverability(), 1, null, 1, now, now, null, null,
				null, null);
	}

	/** The standing after a new revision; what was published stays in force. */
	public EntryState edited(Entry entry, Instant now) {
		LifecycleState next = (this.publishedRevision != null) ? LifecycleState.REVISING : LifecycleState.DRAFT;
		return new EntryState(this.id, this.agency, this.origin, entry.key(), next, entry.completeness(),
				entry.discoverability(), this.revision + 1, this.publishedRevision, this.version + 1, this.created, now,
				this.published, this.submittedBy, this.returned, this.replacedBy);
	}

	/** The latest revision is in force. */
	public EntryState published(Instant now) {
		return new EntryState(this.id, this.agency, this.origin, this.key, LifecycleState.PUBLISHED, this.completeness,
				this.discoverability, this.revision, this.revision, this.version + 1, this.created, now, now,
				this.submittedBy, null, null);
	}

	/** As {@link #published}, in the same step as the revision itself. */
	public EntryState publishedAtOnce(Instant now) {
		EntryState after = published(now);
		return new EntryState(after.id, after.agency, after.origin, after.key, after.state, after.completeness,
				after.discoverability, after.revision, after.publishedRevision, this.version, after.created, now, now,
				after.submittedBy, null, null);
	}

	/**
	 * Proceeds only if the entry may be edited.
	 * @throws Problem 409 {@code transition-impossible}, or 410 {@code entry-retired}
	 */
	public void requireEditable() {
		LifecycleAction.EDIT.require(this);
	}

	EntryState submitted(String by, Instant now) {
		return new EntryState(this.id, this.agency, this.origin, this.key, LifecycleState.SUBMITTED, this.completeness,
				this.discoverability, this.revision, this.publishedRevision, this.version + 1, this.created, now,
				this.published, by, null, null);
	}

	EntryState returned(Returned why) {
		LifecycleState next = (this.publishedRevision != null) ? LifecycleState.REVISING : LifecycleState.DRAFT;
		return new EntryState(this.id, this.agency, this.origin, this.key, next, this.completeness,
				this.discoverability, this.revision, this.publishedRevision, this.version + 1, this.created, why.at(),
				this.published, this.submittedBy, why, null);
	}

	EntryState to(LifecycleState next, @Nullable EntryId replacement, Instant now) {
		return new EntryState(this.id, this.agency, this.origin, this.key, next, this.completeness,
				this.discoverability, this.revision, this.publishedRevision, this.version + 1, this.created, now,
				this.published, this.submittedBy, this.returned, replacement);
	}

	/** The state to which the entry returns after a suspension. */
	LifecycleState beforeSuspension() {
		return Objects.equals(this.publishedRevision, this.revision) ? LifecycleState.PUBLISHED
				: LifecycleState.REVISING;
	}

	/** Whether a published revision is in force. */
	boolean inForce() {
		return this.publishedRevision != null && this.state != LifecycleState.SUSPENDED
				&& this.state != LifecycleState.RETIRED;
	}

	Revision etag() {
		return new Revision(this.revision, this.version);
	}

}
