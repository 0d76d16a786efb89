package org.shuyuan.catalogue.changes;

import java.time.Instant;
import java.util.Set;

import org.apache.jena.rdf.model.Model;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * One line of the change log. A reader that has applied all changes up to a position has
 * the catalogue as it stood at that commit.
 */
public sealed interface Change {

	/** Position in the log, from 1, without gaps. */
	long position();

	/** {@code entry} or {@code agency}. */
	String kind();

	/** Id of the entry or agency. */
	String id();

	/** When it was changed. */
	Instant at();

	/**
	 * An entry was registered, revised or moved in its lifecycle.
	 *
	 * @param position position in the log
	 * @param at when
	 * @param entry which entry
	 * @param agency the agency that answers for it
	 * @param state its state since then
	 * @param revision its latest revision, which may be a draft
	 * @param publishedRevision the revision last published; absent before the first
	 * publication
	 * @param published when that revision was published
	 * @param replacedBy what takes the place of a retired entry
	 * @param description what the entry says: the published revision, or before the first
	 * publication the latest one
	 * @param harvested what a harvested record says beyond that, triple for triple
	 * @param submitted what the revision says that waits to take the published one's
	 * place; absent where none was submitted
	 */
	record EntryChanged(long position, Instant at, EntryId entry, AgencyId agency, LifecycleState state, int revision,
			@Nullable Integer publishedRevision, @Nullable Instant published, @Nullable EntryId replacedBy,
			CompactRdf description, @Nullable CompactRdf harvested, @Nullable CompactRdf submitted) implements Change {

		private static final Set<LifecycleState> IN_FORCE = Set.of(LifecycleState.PUBLISHED, LifecycleState.REVISING,
				LifecycleState.SUBMITTED);

		/**
		 * Whether a published revision is in force: neither draft, suspended nor retired.
		 */
		public boolean inForce() {
			return this.publishedRevision != null && IN_FORCE.contains(this.state);
		}

		/**
		 * What we say about the entry, internal parts included; a fresh copy on every
		 * call.
		 */
		public Model graph() {
			return this.description.model();
		}

		@Override
		public String kind() {
			return "entry";
		}

		@Override
		public String id() {
			return this.entry.value();
		}

	}

	/**
	 * An agency was created or changed.
	 *
	 * @param position position in the log
	 * @param at when
	 * @param agency which agency
	 * @param document the agency as JSON
	 */
	record AgencyChanged(long position, Instant at, AgencyId agency, String document) implements Change {

		@Override
		public String kind() {
			return "agency";
		}

		@Override
		public String id() {
			return this.agency.value();
		}

	}

}
