package org.shuyuan.gateway.versions;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.tables.TableProfile;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.EntryId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Versions, hits and the feed of changes, in SQL. A version and what the feed tells of it
 * change in one transaction.
 */
@Repository
public class VersionStore {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String HIT = """
			select id, distribution, version, entry, agency, column_name, rule, rules_version, clause, count, evidence,
				found, state, decided, reason from gateway.content_hit
			""";

	private final JdbcClient sql;

	private final DataSource database;

	private final Clock clock;

	VersionStore(JdbcClient sql, DataSource database, Clock clock) {
		this.sql = sql;
		this.database = database;
		this.clock = clock;
	}

	/** Records bytes that have just become durable as the distribution's next version. */
	@Transactional
	public int receive(DistributionId distribution, Registration registration, String filename, StoredObject object,
			String subject) {
		this.sql.sql("select pg_advisory_xact_lock(hashtextextended(:distribution, 201))")
			.param("distribution", distribution.value())
			.query((row) -> {
			});
		int version = this.sql
			.sql("select coalesce(max(version), 0) + 1 from gateway.data_version where distribution = :distribution")
			.param("distribution", distribution.value())
			.query(Integer.class)
			.single();
		this.sql
			.sql("""
					insert into gateway.data_version (distribution, version, entry, agency, filename, sha256, bytes, state,
						uploaded_by, received)
					values (:distribution, :version, :entry, :agency, :filename, :sha256, :bytes, 'received', :subject, :now)
					""")
			.param("distribution", distribution.value())
			.param("version", version)
			.param("entry", registration.entry().value())
			.param("agency", registration.agency().value())
			.param("filename", filename)
			.param("sha256", object.sha256().value())
			.param("bytes", object.bytes())
			.param("subject", subject)
			.param("now", now())
			.update();
		return version;
	}

	/** How many versions are not looked at yet. */
	public long unseen() {
		return this.sql.sql("select count(*) from gateway.data_version where state in ('received', 'processing')")
			.query(Long.class)
			.single();
	}

	/** The oldest version that waits, now this process's to look at. */
	public Optional<Claim> claim() {
		Connection held = DataSourceUtils.getConnection(this.database);
		Claim claim = null;
		try {
			held.setAutoCommit(false);
			JdbcClient own = Claim.over(held);
			Optional<Waiting> waiting = own.sql("""
					select distribution, version, sha256, bytes, filename, attempts + 1 as attempts
					from gateway.data_version where state = 'received'
					order by received limit 1 for update skip locked
					""").query(VersionStore::waiting).optional();
			if (waiting.isPresent()) {
				String name = Claim.name(waiting.get().distribution().value(), waiting.get().version());
				own.sql("select pg_advisory_lock(hashtextextended(:name, 202))").param("name", name).query((row) -> {
				});
				own.sql("""
						update gateway.data_version set state = 'processing', attempts = attempts + 1
						where distribution = :distribution and version = :version
						""")
					.param("distribution", waiting.get().distribution().value())
					.param("version", waiting.get().version())
					.update();
				claim = new Claim(held, waiting.get());
			}
			held.commit();
			return Optional.ofNullable(claim);
		}
		catch (SQLException broken) {
			throw new DataAccessResourceFailureException("The database does not answer", broken);
		}
		finally {
			if (claim == null) {
				DataSourceUtils.releaseConnection(held, this.database);
			}
		}
	}

	private static Waiting waiting(ResultSet row, int number) throws SQLException {
		return new Waiting(new DistributionId(row.getString("distribution")), row.getInt("version"),
				new Sha256(row.getString("sha256")), row.getLong("bytes"), row.getString("filename"),
				row.getInt("attempts"));
	}

	/** A version that can be handed out and has these bytes. */
	public Optional<Waiting> findAvailable(Sha256 sha256) {
		return this.sql.sql("select * from gateway.data_version where sha256 = :sha256 and state = 'available' limit 1")
			.param("sha256", sha256.value())
			.query(VersionStore::waiting)
			.optional();
	}

	/** What was being looked at by a process that died waits again. */
	@Transactional
	public int resume() {
		return this.sql.sql("""
				with begun as materialized
					(select distribution, version from gateway.data_version where state = 'processing')
				update gateway.data_version v set state = 'received' from begun
				where v.distribution = begun.distribution and v.version = begun.version and v.state = 'processing'
					and pg_try_advisory_xact_lock(hashtextextended(begun.distribution || '/' || begun.version, 202))
				""").update();
	}

	/** Has a version wait again as if it had not been looked at. */
	public void putBack(Waiting waiting) {
		this.sql.sql("""
				update gateway.data_version set state = 'received', attempts = attempts - 1
				where distribution = :distribution and version = :version and state = 'processing'
				""").param("distribution", waiting.distribution().value()).param("version", waiting.version()).update();
	}

	/** Records what became of a version, and tells it; once, whoever comes first. */
	@Transactional
	public void complete(Waiting waiting, Outcome outcome, List<DataItem> items) {
		int first = this.sql.sql("""
				update gateway.data_version set state = :state, format = :format, media_type = :media,
					profile = cast(:profile as jsonb), reason = cast(:reason as jsonb), processed = :now
				where distribution = :distribution and version = :version and state = 'processing'
				""")
			.param("state", outcome.state().code())
			.param("format", outcome.format())
			.param("media", outcome.mediaType())
			.param("profile", (outcome.profile() != null) ? storable(outcome.profile()) : null)
			.param("reason", (outcome.reason() != null) ? storable(outcome.reason()) : null)
			.param("now", now())
			.param("distribution", waiting.distribution().value())
			.param("version", waiting.version())
			.update();
		if (first == 0) {
			return;
		}
		for (Finding finding : outcome.findings()) {
			insert(waiting, finding);
		}
		tell(find(waiting.distribution(), waiting.version()).orElseThrow(), items);
	}

	private void insert(Waiting waiting, Finding finding) {
		this.sql.sql("""
				insert into gateway.content_hit (id, distribution, version, entry, agency, column_name, rule,
					rules_version, clause, count, evidence, found, state)
				select :id, distribution, version, entry, agency, :column, :rule, :rules, :clause, :count,
					cast(:evidence as jsonb), :now, 'open'
				from gateway.data_version where distribution = :distribution and version = :version
				""")
			.param("id", UUID.randomUUID().toString().replace("-", ""))
			.param("column", finding.column())
			.param("rule", finding.rule())
			.param("rules", finding.rulesVersion())
			.param("clause", finding.clause())
			.param("count", finding.count())
			.param("evidence", storable(finding.evidence()))
			.param("now", now())
			.param("distribution", waiting.distribution().value())
			.param("version", waiting.version())
			.update();
	}

	/**
	 * Decides an open hit, and tells what that makes available.
	 * @return false if it was decided before
	 */
	@Transactional
	public boolean decide(Hit hit, boolean uphold, String reason, String subject, List<DataItem> items) {
		int changed = this.sql.sql("""
				update gateway.content_hit set state = :state, reason = :reason, decided_by = :subject, decided = :now
				where id = :id and state = 'open'
				""")
			.param("state", uphold ? "upheld" : "dismissed")
			.param("reason", reason)
			.param("subject", subject)
			.param("now", now())
			.param("id", hit.id())
			.update();
		if (changed == 1) {
			tell(find(hit.distribution(), hit.version()).orElseThrow(), items);
		}
		return changed == 1;
	}

	/**
	 * Tells of a version again, where what the public may have of it has changed with its
	 * entry.
	 */
	@Transactional
	public void tellAgain(DataVersion version, List<DataItem> items) {
		if ((version.stateFor(items) == VersionState.AVAILABLE) != version.publicAvailable()) {
			tell(version, items);
		}
	}

	private void tell(DataVersion version, List<DataItem> items) {
		VersionState state = version.stateFor(items);
		boolean open = state == VersionState.AVAILABLE;
		this.sql.sql("""
				update gateway.data_version set public_available = :open
				where distribution = :distribution and version = :version
				""")
			.param("open", open)
			.param("distribution", version.distribution().value())
			.param("version", version.version())
			.update();
		this.sql.sql("""
				with next as (update gateway.data_position set last = last + 1 returning last)
				insert into gateway.data_change (position, distribution, entry, version, state, at, public_available,
					rows, columns, bytes, format, sha256)
				select last, :distribution, :entry, :version, :state, :now, :open, :rows, :columns, :bytes, :format,
					:sha256 from next
				""")
			.param("distribution", version.distribution().value())
			.param("entry", version.entry().value())
			.param("version", version.version())
			.param("state", state.code())
			.param("now", now())
			.param("open", open)
			.param("rows", (version.profile() != null) ? version.profile().rows() : null)
			.param("columns", (version.profile() != null) ? version.profile().columns().size() : null)
			.param("bytes", version.bytes())
			.param("format", version.format())
			.param("sha256", version.sha256().value())
			.update();
	}

	/** One version. */
	public Optional<DataVersion> find(DistributionId distribution, int version) {
		return versions("distribution = :a and version = :b", distribution.value(), version).stream().findFirst();
	}

	/** The newest version that can be handed out. */
	public Optional<DataVersion> findInForce(DistributionId distribution) {
		return versions("distribution = :a and state = :b order by version desc limit 1", distribution.value(),
				"available")
			.stream()
			.findFirst();
	}

	/** Distributions that have data to hand out. */
	public List<DistributionId> distributions() {
		return this.sql.sql("select distinct distribution from gateway.data_version where state = 'available'")
			.query((row, number) -> new DistributionId(row.getString(1)))
			.list();
	}

	/** All versions, the newest first. */
	public List<DataVersion> all(DistributionId distribution, int limit, int before) {
		return versions("distribution = :a and version < :b order by version desc limit " + limit, distribution.value(),
				before);
	}

	/** Versions in force in which a hit was ever found. */
	public List<DataVersion> withHits() {
		return versions("""
				state = :b and exists (select from gateway.content_hit h where h.distribution = v.distribution
					and h.version = v.version) and :a = '' and not exists (select from gateway.data_version n
					where n.distribution = v.distribution and n.version > v.version and n.state = 'available')
				""", "", "available");
	}

	private List<DataVersion> versions(String condition, Object a, Object b) {
		List<DataVersion> bare = this.sql.sql("select * from gateway.data_version v where " + condition)
			.param("a", a)
			.param("b", b)
			.query(VersionStore::version)
			.list();
		if (bare.isEmpty()) {
			return bare;
		}
		Map<String, List<Hit>> hits = this.sql.sql(HIT + " where distribution in (:all) order by found, id")
			.param("all", bare.stream().map((each) -> each.distribution().value()).distinct().toList())
			.query(VersionStore::hit)
			.list()
			.stream()
			.collect(Collectors.groupingBy((hit) -> hit.distribution() + "/" + hit.version()));
		List<DataVersion> versions = new ArrayList<>();
		for (DataVersion each : bare) {
			versions.add(with(each, hits.getOrDefault(each.distribution() + "/" + each.version(), List.of())));
		}
		return versions;
	}

	private static DataVersion with(DataVersion bare, List<Hit> hits) {
		return new DataVersion(bare.distribution(), bare.version(), bare.entry(), bare.agency(), bare.filename(),
				bare.sha256(), bare.bytes(), bare.state(), bare.format(), bare.mediaType(), bare.at(), bare.profile(),
				bare.reason(), hits, bare.publicAvailable());
	}

	/** A hit. */
	public Optional<Hit> findHit(String id) {
		return this.sql.sql(HIT + " where id = :id").param("id", id).query(VersionStore::hit).optional();
	}

	/**
	 * Hits, the newest first.
	 * @param agency only of that agency; absent for all
	 * @param state only in that state; absent for all
	 */
	public List<Hit> hits(@Nullable AgencyId agency, @Nullable String state, int limit, int after) {
		return this.sql.sql(HIT + """
				where (cast(:agency as text) is null or agency = :agency)
					and (cast(:state as text) is null or state = :state)
				order by found desc, id limit :limit offset :after
				""")
			.param("agency", (agency != null) ? agency.value() : null)
			.param("state", state)
			.param("limit", limit)
			.param("after", after)
			.query(VersionStore::hit)
			.list();
	}

	/** Position of the last change. */
	public long position() {
		return this.sql.sql("select last from gateway.data_position").query(Long.class).single();
	}

	/** Changes after a position, in order, without gaps. */
	public List<DataChange> changes(long after, int limit) {
		return this.sql.sql("select * from gateway.data_change where position > :after order by position limit :limit")
			.param("after", after)
			.param("limit", limit)
			.query((row, number) -> new DataChange(row.getLong("position"),
					new DistributionId(row.getString("distribution")), new EntryId(row.getString("entry")),
					row.getInt("version"), row.getString("state"), row.getTimestamp("at").toInstant(),
					row.getBoolean("public_available"), (Long) row.getObject("rows"),
					(Integer) row.getObject("columns"), row.getLong("bytes"), row.getString("format"),
					row.getString("sha256")))
			.list();
	}

	/** Whether bytes belong to a version that was not refused. */
	public boolean wants(Sha256 sha256) {
		return this.sql
			.sql("select exists (select from gateway.data_version where sha256 = :sha256 and state <> 'refused')")
			.param("sha256", sha256.value())
			.query(Boolean.class)
			.single();
	}

	/** Whether the same bytes were refused before. */
	public Optional<Reason> findRefusal(Sha256 sha256) {
		return this.sql
			.sql("select reason from gateway.data_version where sha256 = :sha256 and state = 'refused' limit 1")
			.param("sha256", sha256.value())
			.query((row, number) -> JSON.readValue(row.getString("reason"), Reason.class))
			.optional();
	}

	private Timestamp now() {
		return Timestamp.from(Instant.now(this.clock));
	}

	/** JSON that PostgreSQL keeps: it has no NUL character. */
	private static String storable(Object value) {
		return JSON.writeValueAsString(value).replace("\\u0000", "\\uFFFD");
	}

	private static DataVersion version(ResultSet row, int number) throws SQLException {
		String profile = row.getString("profile");
		String reason = row.getString("reason");
		return new DataVersion(new DistributionId(row.getString("distribution")), row.getInt("version"),
				new EntryId(row.getString("entry")), new AgencyId(row.getString("agency")), row.getString("filename"),
				new Sha256(row.getString("sha256")), row.getLong("bytes"), VersionState.ofCode(row.getString("state")),
				row.getString("format"), row.getString("media_type"), row.getTimestamp("received").toInstant(),
				(profile != null) ? JSON.readValue(profile, TableProfile.class) : null,
				(reason != null) ? JSON.readValue(reason, Reason.class) : null, List.of(),
				row.getBoolean("public_available"));
	}

	private static Hit hit(ResultSet row, int number) throws SQLException {
		Timestamp decided = row.getTimestamp("decided");
		Finding finding = new Finding(row.getString("column_name"), row.getString("rule"), row.getInt("rules_version"),
				row.getString("clause"), row.getLong("count"),
				JSON.readValue(row.getString("evidence"), new TypeReference<List<String>>() {
				}));
		return new Hit(row.getString("id"), new DistributionId(row.getString("distribution")), row.getInt("version"),
				new EntryId(row.getString("entry")), new AgencyId(row.getString("agency")), finding,
				row.getTimestamp("found").toInstant(), row.getString("state"),
				(decided != null) ? decided.toInstant() : null, row.getString("reason"));
	}

}
