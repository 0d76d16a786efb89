package org.shuyuan.catalogue.source;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.source.SourceRegister.Claim;
import org.shuyuan.catalogue.source.SourceRegister.Collected;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.process.WorkingDays;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the authority's decision about a source leaves to be done: items in force whose
 * one source is now another agency, and the last day to turn them into shared ones.
 */
@Repository
public class SourceDuties {

	private final JdbcClient sql;

	private final Clock clock;

	private final ZoneId zone;

	SourceDuties(JdbcClient sql, Clock clock, PlatformProperties platform) {
		this.sql = sql;
		this.clock = clock;
		this.zone = platform.zone();
	}

	/**
	 * Gives an agency work to do. What the lead had to do about the same is done with.
	 * @param claims items in force that the lead is now the source of
	 * @return the last day
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public LocalDate impose(String conflict, AgencyId lead, Collection<Claim> claims) {
		LocalDate due = WorkingDays.china().plusWorkingDays(today(), days());
		for (Claim claim : claims) {
			this.sql.sql("""
					insert into catalogue.source_duty (conflict, agency, entry, item, element, entity_kind, area, lead,
						due, since)
					values (:conflict, :agency, :entry, :item, :element, :kind, :area, :lead, :due, :now)
					on conflict do nothing
					""")
				.param("conflict", conflict)
				.param("agency", claim.agency().value())
				.param("entry", String.valueOf(claim.entry()))
				.param("item", String.valueOf(claim.item()))
				.param("element", claim.collected().element())
				.param("kind", claim.collected().entityKind())
				.param("area", claim.collected().area())
				.param("lead", lead.value())
				.param("due", due)
				.param("now", now())
				.update();
		}
		return due;
	}

	/** An agency that leads now has nothing to turn into a shared item any more. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void lift(AgencyId agency, Collected decided) {
		open(agency.value(), null).stream()
			.filter((duty) -> duty.collected().within(decided))
			.forEach((duty) -> done(duty.entry(), duty.item()));
	}

	/** What an entry no longer collects is done. */
	@Transactional(propagation = Propagation.MANDATORY)
	void keep(EntryId entry, Collection<Claim> kept) {
		open(null, entry.value()).stream()
			.filter((duty) -> kept.stream()
				.noneMatch((claim) -> duty.item().equals(claim.item()) && duty.collected().equals(claim.collected())))
			.forEach((duty) -> done(duty.entry(), duty.item()));
	}

	private void done(EntryId entry, ItemId item) {
		this.sql.sql("""
				update catalogue.source_duty set done = :now where entry = :entry and item = :item and done is null
				""").param("now", now()).param("entry", entry.value()).param("item", item.value()).update();
	}

	/** What an entry still has to turn into shared items. */
	public List<Duty> open(EntryId entry) {
		return open(null, entry.value());
	}

	private List<Duty> open(@Nullable String agency, @Nullable String entry) {
		return this.sql.sql("""
				select * from catalogue.source_duty where done is null
					and (:agency::text is null or agency = :agency) and (:entry::text is null or entry = :entry)
				order by due, entry, item
				""").param("agency", agency).param("entry", entry).query((row, number) -> duty(row)).list();
	}

	/**
	 * The decisions that leave something to be done.
	 * @param agency by that agency; absent for any
	 * @param overdue only what should have been done before today
	 */
	public Set<String> undone(@Nullable AgencyId agency, boolean overdue) {
		return this.sql.sql("""
				select distinct conflict from catalogue.source_duty
				where done is null and (:agency::text is null or agency = :agency) and (not :overdue or due < :today)
				""")
			.param("agency", (agency != null) ? agency.value() : null)
			.param("overdue", overdue)
			.param("today", today())
			.query(String.class)
			.set();
	}

	/** What a decision left to be done, done or not. */
	public List<Duty> of(String conflict) {
		return this.sql.sql("select * from catalogue.source_duty where conflict = :conflict order by entry, item")
			.param("conflict", conflict)
			.query((row, number) -> duty(row))
			.list();
	}

	private Duty duty(java.sql.ResultSet row) throws java.sql.SQLException {
		LocalDate due = row.getObject("due", LocalDate.class);
		Timestamp done = row.getTimestamp("done");
		return new Duty(new AgencyId(row.getString("agency")), new EntryId(row.getString("entry")),
				new ItemId(row.getString("item")),
				new Collected(row.getString("element"), row.getString("entity_kind"), row.getString("area")),
				new AgencyId(row.getString("lead")), due, done == null && today().isAfter(due),
				(done != null) ? done.toInstant() : null);
	}

	private int days() {
		return this.sql.sql("select working_days from catalogue.deadline where code = 'source-duty'")
			.query(Integer.class)
			.single();
	}

	private LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), this.zone);
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	/**
	 * An item that must no longer be collected.
	 *
	 * @param agency who has to act
	 * @param entry in which entry
	 * @param item which item
	 * @param collected what it collects
	 * @param lead who is the source
	 * @param due last day
	 * @param overdue whether that is past and it is still collected
	 * @param done when it was turned into a shared item
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Duty(AgencyId agency, EntryId entry, ItemId item, Collected collected, AgencyId lead, LocalDate due,
			boolean overdue, @Nullable Instant done) {
	}

}
