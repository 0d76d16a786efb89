package org.shuyuan.gateway.opening;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.process.AllowedAction;

/**
 * A person's application 开放申请, as the person and the providing agency see it.
 *
 * @param id the application
 * @param number running number
 * @param state {@code applied}, {@code accepted}, {@code refused}, {@code withdrawn} or
 * {@code expired}
 * @param entry what it is for
 * @param entryTitle title of the entry when it was made
 * @param provider the agency that decides
 * @param person opaque id of the person
 * @param name the real name stated
 * @param use the use stated
 * @param until last day of use
 * @param applied when it was made
 * @param history what was done
 * @param actions what the caller may do with it now
 * @param version counts its changes
 */
record Application(GrantId id, long number, String state, EntryId entry, Text entryTitle, AgencyId provider,
		@JsonIgnore String person, String name, String use, LocalDate until, Instant applied, List<Done> history,
		List<AllowedAction> actions, @JsonIgnore int version) {

	/** The same with what the caller may do with it. */
	Application with(List<AllowedAction> allowed) {
		return new Application(this.id, this.number, this.state, this.entry, this.entryTitle, this.provider,
				this.person, this.name, this.use, this.until, this.applied, this.history, allowed, this.version);
	}

	/**
	 * One step that was done.
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Done(Instant at, String by, String role, String what, @Nullable String note) {
	}

}
