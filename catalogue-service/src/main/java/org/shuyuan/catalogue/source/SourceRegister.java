package org.shuyuan.catalogue.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.database.CatalogueLock;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.SourceKind;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is the one source 一数一源 of a data element, for a kind of entity in an area
 * (Government Data Sharing Regulation, art. 19). Who collects for a city collects for its
 * districts too; two districts may each have a source of their own. Where the authority
 * has named a source for exactly an area, no wider or narrower one conflicts with it.
 */
@Repository
public class SourceRegister {

	private final JdbcClient sql;

	private final SourceDuties duties;

	SourceRegister(JdbcClient sql, SourceDuties duties) {
		this.sql = sql;
		this.duties = duties;
	}

	/**
	 * What an entry claims: its collected items that are bound to a data element.
	 */
	public static List<Claim> claims(Entry entry) {
		return entry.items()
			.stream()
			.filter((item) -> item.element() != null && item.source().kind() == SourceKind.COLLECTED)
			.map((item) -> new Claim(
					new Collected(String.valueOf(item.element()), orEmpty(entry.entityKind()), orEmpty(entry.area())),
					entry.agency(), entry.id(), item.id()))
			.toList();
	}

	private static String orEmpty(@Nullable String code) {
		return (code != null) ? code : "";
	}

	/** The source of another agency that conflicts with the claim. */
	public Optional<Claim> against(Claim claim) {
		List<Claim> near = overlapping(claim.collected());
		Optional<Claim> exact = exact(near, claim.collected());
		return (exact.isPresent() ? exact.stream() : near.stream())
			.filter((source) -> !source.agency().equals(claim.agency()))
			.findFirst();
	}

	/**
	 * Whether an agency is the source of an element for one of the kinds, in an area that
	 * overlaps.
	 */
	public boolean isSource(AgencyId agency, String element, Collection<String> kinds, String area) {
		return kinds.stream()
			.flatMap((kind) -> overlapping(new Collected(element, kind, area)).stream())
			.anyMatch((source) -> source.agency().equals(agency));
	}

	/**
	 * The data elements that an agency is the source of, for any area and kind of entity.
	 */
	public Set<String> elements(AgencyId agency) {
		return this.sql.sql("select distinct element from catalogue.source where agency = :agency")
			.param("agency", agency.value())
			.query(String.class)
			.set();
	}

	private List<Claim> overlapping(Collected collected) {
		return find(collected.element(), collected.entityKind(), null, Integer.MAX_VALUE).stream()
			.filter((source) -> source.collected().overlaps(collected))
			.toList();
	}

	private static Optional<Claim> exact(List<Claim> sources, Collected collected) {
		return sources.stream().filter((source) -> source.collected().equals(collected)).findFirst();
	}

	List<Claim> find(@Nullable String element, @Nullable String entityKind, @Nullable String area, int limit) {
		return this.sql.sql("""
				select element, entity_kind, area, agency, entry, item from catalogue.source
				where (:element::text is null or element = :element)
				and (:kind::text is null or entity_kind = :kind) and (:area::text is null or area = :area)
				order by element, entity_kind, area limit :limit
				""")
			.param("element", element)
			.param("kind", entityKind)
			.param("area", area)
			.param("limit", limit)
			.query((row, number) -> claim(row))
			.list();
	}

	/**
	 * Claims for an entry what has no source yet; the first keeps it.
	 * @return the source of another agency that conflicts with one of the claims
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Optional<Claim> claim(Collection<Claim> claims, Instant at) {
		List<Claim> ordered = claims.stream()
			.sorted(Comparator.comparing((claim) -> claim.collected().lock()))
			.toList();
		for (Claim claim : ordered) {
			this.sql.sql("select pg_advisory_xact_lock(" + CatalogueLock.SOURCE.key(":lock") + ")")
				.param("lock", claim.collected().lock())
				.query((row) -> {
				});
			Optional<Claim> other = against(claim);
			if (other.isPresent()) {
				return other;
			}
			this.sql.sql("""
					insert into catalogue.source (element, entity_kind, area, agency, entry, item, since)
					values (:element, :kind, :area, :agency, :entry, :item, :at)
					on conflict do nothing
					""")
				.param("element", claim.collected().element())
				.param("kind", claim.collected().entityKind())
				.param("area", claim.collected().area())
				.param("agency", claim.agency().value())
				.param("entry", String.valueOf(claim.entry()))
				.param("item", String.valueOf(claim.item()))
				.param("at", Timestamp.from(at))
				.update();
		}
		return Optional.empty();
	}

	/** Gives up what an entry had claimed, except what it still claims. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void release(EntryId entry, Collection<Claim> kept) {
		this.duties.keep(entry, kept);
		List<Collected> keep = kept.stream().map(Claim::collected).toList();
		for (Claim claim : ofEntry(entry)) {
			if (!keep.contains(claim.collected())) {
				this.sql.sql("""
						delete from catalogue.source
						where element = :element and entity_kind = :kind and area = :area and entry = :entry
						""")
					.param("element", claim.collected().element())
					.param("kind", claim.collected().entityKind())
					.param("area", claim.collected().area())
					.param("entry", entry.value())
					.update();
			}
		}
	}

	/** Makes a claim the source, replacing any earlier one: the authority's decision. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void appoint(Claim lead, Instant at) {
		this.sql.sql("""
				insert into catalogue.source (element, entity_kind, area, agency, entry, item, since)
				values (:element, :kind, :area, :agency, :entry, :item, :at)
				on conflict (element, entity_kind, area) do update
				set agency = excluded.agency, entry = excluded.entry, item = excluded.item, since = excluded.since
				""")
			.param("element", lead.collected().element())
			.param("kind", lead.collected().entityKind())
			.param("area", lead.collected().area())
			.param("agency", lead.agency().value())
			.param("entry", String.valueOf(lead.entry()))
			.param("item", String.valueOf(lead.item()))
			.param("at", Timestamp.from(at))
			.update();
	}

	/** An agency is no source of what was decided, nor of any part of it. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void withdraw(AgencyId agency, Collected decided) {
		find(decided.element(), decided.entityKind(), null, Integer.MAX_VALUE).stream()
			.filter((source) -> source.agency().equals(agency) && source.collected().within(decided))
			.forEach((source) -> this.sql.sql("""
					delete from catalogue.source
					where element = :element and entity_kind = :kind and area = :area and agency = :agency
					""")
				.param("element", source.collected().element())
				.param("kind", source.collected().entityKind())
				.param("area", source.collected().area())
				.param("agency", agency.value())
				.update());
	}

	private List<Claim> ofEntry(EntryId entry) {
		return this.sql.sql("""
				select element, entity_kind, area, agency, entry, item from catalogue.source where entry = :entry
				""").param("entry", entry.value()).query((row, number) -> claim(row)).list();
	}

	private static Claim claim(ResultSet row) throws SQLException {
		return new Claim(new Collected(row.getString("element"), row.getString("entity_kind"), row.getString("area")),
				new AgencyId(row.getString("agency")), new EntryId(row.getString("entry")),
				new ItemId(row.getString("item")));
	}

	/**
	 * What has one source.
	 *
	 * @param element code of the standard data element
	 * @param entityKind what one record is about; empty where not said
	 * @param area administrative area (GB/T 2260); empty for wherever the agency reaches
	 */
	public record Collected(String element, String entityKind, String area) {

		/**
		 * Whether both collect the same of the same, and one's area is within the
		 * other's.
		 */
		boolean overlaps(Collected other) {
			return this.element.equals(other.element) && this.entityKind.equals(other.entityKind)
					&& (reach().startsWith(other.reach()) || other.reach().startsWith(reach()));
		}

		/**
		 * Whether this is the same of the same, in an area within the other's.
		 */
		public boolean within(Collected other) {
			return overlaps(other) && reach().startsWith(other.reach());
		}

		/** What the codes of all areas within this one begin with. */
		private String reach() {
			int end = this.area.length();
			while (this.area.startsWith("00", end - 2)) {
				end -= 2;
			}
			return this.area.substring(0, end);
		}

		/** Claims in overlapping areas are serialized: they share this name. */
		private String lock() {
			return this.element + ' ' + this.entityKind;
		}

	}

	/**
	 * An item that is, or would be, a source.
	 *
	 * @param collected what it collects
	 * @param agency who collects
	 * @param entry in which entry
	 * @param item as which item
	 */
	public record Claim(Collected collected, AgencyId agency, @Nullable EntryId entry, @Nullable ItemId item) {
	}

}
