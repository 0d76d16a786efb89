package org.shuyuan.catalogue.conflict;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.source.SourceDuties;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.process.AllowedAction;

/**
 * A dispute about the one source of a data element.
 *
 * @param id its id
 * @param element data element
 * @param entityKind what one record is about; empty where not said
 * @param area administrative area; empty where not said
 * @param claimants who collects it: the source so far first
 * @param reason why the second one should
 * @param state {@code open} or {@code decided}
 * @param raised when
 * @param statements what the claimants say
 * @param lead the agency that leads, once decided
 * @param decision the authority's reason
 * @param decided when
 * @param duties items that must no longer be collected, once decided
 * @param actions what the caller may do with it now
 */
record Conflict(String id, String element, String entityKind, String area, List<Claimant> claimants, String reason,
		String state, Instant raised, List<Statement> statements, @Nullable AgencyId lead, @Nullable String decision,
		@Nullable Instant decided, List<SourceDuties.Duty> duties, List<AllowedAction> actions) {

	/** Whether it waits for its decision. */
	boolean open() {
		return this.state.equals("open");
	}

	/** The same with what the caller may do with it. */
	Conflict with(List<AllowedAction> allowed) {
		return new Conflict(this.id, this.element, this.entityKind, this.area, this.claimants, this.reason, this.state,
				this.raised, this.statements, this.lead, this.decision, this.decided, this.duties, allowed);
	}

	/**
	 * One who collects.
	 *
	 * @param agency who
	 * @param entry in which entry
	 * @param item as which item
	 */
	record Claimant(AgencyId agency, EntryId entry, ItemId item) {
	}

	/**
	 * What one claimant says.
	 */
	record Statement(AgencyId agency, String by, Instant at, String text) {
	}

	/** The last day to do what is still to be done. */
	@JsonProperty
	@Nullable LocalDate due() {
		return this.duties.stream()
			.filter((duty) -> duty.done() == null)
			.map(SourceDuties.Duty::due)
			.min(LocalDate::compareTo)
			.orElse(null);
	}

	/** Whether an agency is part of it. */
	boolean concerns(@Nullable AgencyId agency) {
		return this.claimants.stream().anyMatch((claimant) -> claimant.agency().equals(agency));
	}

}
