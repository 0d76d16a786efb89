package org.shuyuan.catalogue.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Entry;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.ItemId;
import org.shuyuan.vocab.SourceKind;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is the one source 一数一源 of a data element, for a kind of entity in an area
 * (Government Data Sharing Regulation, art. 19). Areas are compared as they are written:
 * a district's is another than its city's.
 */
@Repository
public class SourceRegister {

	private final JdbcClient sql;

	SourceRegister(JdbcClient sql) {
		this.sql = sql;
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

	/** The source of what is collected, where there is one. */
	public Optional<Claim> source(Collected collected) {
		return find(collected.element(), collected.entityKind(), collected.area()).stream().findFirst();
	}

	/** The first claim that another agency's source stands against. */
	public Optional<Claim> against(Claim claim) {
		return source(claim.collected()).filter((source) -> !source.agency().equals(claim.agency()));
	}

	List<Claim> find(@Nullable String element, @Nullable String entityKind, @Nullable String area) {
		return this.sql.sql("""
				select element, entity_kind, area, agency, entry, item from catalogue.source
				where (:element::text is null or element = :element)
				and (:kind::text is null or entity_kind = :kind) and (:area::text is null or area = :area)
				order by element, entity_kind, area limit 200
				""")
			.param("element", element)
			.param("kind", entityKind)
			.param("area", area)
			.query((row, number) -> claim(row))
			.list();
	}

	/**
	 * Claims for an entry what has no source yet; the first keeps it.
	 * @return the source of another agency that stands against one of the claims
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Optional<Claim> claim(Collection<Claim> claims, Instant at) {
		for (Claim claim : claims) {
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
			Optional<Claim> other = against(claim);
			if (other.isPresent()) {
				return other;
			}
		}
		return Optional.empty();
	}

	/** Gives up what an entry had claimed, except what it still claims. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void release(EntryId entry, Collection<Claim> kept) {
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

	/** Makes a claim the source, whoever was before: the authority's decision. */
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
	 * @param area administrative area; empty where not said
	 */
	public record Collected(String element, String entityKind, String area) {
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
