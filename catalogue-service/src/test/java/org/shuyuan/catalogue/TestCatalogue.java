package org.shuyuan.catalogue;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.changes.NewChange;
import org.shuyuan.catalogue.rdf.CompactRdf;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.rdf.EntryGraph;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes revisions and changes as the catalogue does, for tests of what is derived.
 */
public final class TestCatalogue {

	/** The base address in tests. */
	public static final String BASE = "http://127.0.0.1:8120";

	/** An agency. */
	public static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00007");

	private final ChangeLog log;

	private final JdbcClient sql;

	private final TransactionTemplate transactions;

	public TestCatalogue(ChangeLog log, JdbcClient sql, TransactionTemplate transactions) {
		this.log = log;
		this.sql = sql;
		this.transactions = transactions;
	}

	/** An entry with every kind of internal member filled with a mark. */
	public static Entry entry(String title, Discoverability discoverability, String mark) {
		EntryId related = EntryId.random();
		return Entry.of(new Text(title, null), AGENCY)
			.id(EntryId.random())
			.key("key" + mark)
			.description(Text.of("摘要：" + title))
			.keywords(List.of(Text.of("关键词")))
			.themes(List.of("transport"))
			.library("thematic")
			.area("990100")
			.entityKind("place")
			.frequency("monthly")
			.sharing(new SharingClass.Conditional(java.util.Set.of(), java.util.Set.of("purpose" + mark)))
			.openness(new Openness.Unconditional("cc-by-4.0"))
			.discoverability(discoverability)
			.grade(Grade.GENERAL_1)
			.items(List.of(item("站名", true, Sensitivity.NONE, ""), item("内部列" + mark, false, Sensitivity.NONE, mark),
					item("身份证" + mark, true, Sensitivity.PERSONAL, mark)))
			.distributions(List.of(new Distribution(DistributionId.random(), Text.of("数据表"), DistributionKind.SERVICE,
					"csv", "http://internal" + mark + ".example/")))
			.contact(new Entry.Contact("office" + mark, "phone" + mark, "mail" + mark + "@example.org"))
			.related(List.of(related))
			.build();
	}

	/** The same entry with another openness. */
	public static Entry with(Entry entry, Openness openness) {
		return entry.change().openness(openness).atSource(null).build();
	}

	private static DataItem item(String name, boolean open, Sensitivity sensitivity, String mark) {
		return DataItem.of(Text.of(name), ItemType.STRING)
			.id(ItemId.random())
			.length(40)
			.meaning(mark.isEmpty() ? null : Text.of("含义" + mark))
			.sensitivity(sensitivity)
			.open(open)
			.build();
	}

	/** A reason why an entry is not shared. */
	public static SharingClass notShared() {
		return new SharingClass.NotShared("依法", List.of(new Citation("statistics-law", null)));
	}

	/** Puts an entry into a state; the position of the change. */
	public long put(Entry entry, LifecycleState state, int revision, @Nullable EntryId replacedBy) {
		Integer published = (state == LifecycleState.DRAFT) ? null : revision;
		Instant now = Instant.now();
		return this.transactions.execute((status) -> {
			this.sql
				.sql("""
						insert into catalogue.revision (entry, revision, at, by, graph) values (:id, :revision, :at, 'tester', :graph)
						on conflict (entry, revision) do update set graph = excluded.graph
						""")
				.param("id", entry.id().value())
				.param("revision", revision)
				.param("at", Timestamp.from(now))
				.param("graph", CompactRdf.of(EntryGraph.write(entry, BASE)).bytes())
				.update();
			return this.log.append(List.of(new NewChange.OfEntry(entry.id(), now, "subject", "what", "note",
					entry.agency(), state, revision, published, (published != null) ? now : null, replacedBy)));
		});
	}

	/**
	 * Begins the next revision of an entry that stays in force; the position of the
	 * change.
	 */
	public long revise(Entry entry, int published) {
		return this.transactions.execute((status) -> {
			Timestamp since = this.sql.sql("""
					select published from catalogue.change
					where subject = :id and published_revision = :published order by position desc limit 1
					""").param("id", entry.id().value()).param("published", published).query(Timestamp.class).single();
			return this.log.append(List
				.of(new NewChange.OfEntry(entry.id(), Instant.now().plusSeconds(5), "subject", "edited", null,
						entry.agency(), LifecycleState.REVISING, published + 1, published, since.toInstant(), null)));
		});
	}

	/** Names an agency; the position of the change. */
	public long agency(AgencyId agency, String name) {
		return this.transactions.execute((status) -> this.log.append(List.of(new NewChange.OfAgency(agency,
				Instant.now(), "subject", "{\"id\":\"%s\",\"name\":{\"zh\":\"%s\"}}".formatted(agency, name)))));
	}

}
