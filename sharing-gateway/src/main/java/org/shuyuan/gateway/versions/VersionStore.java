package org.shuyuan.gateway.versions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.SenderDeclaration;
import org.shuyuan.gateway.inspection.UndescribedPart;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.inspection.VersionReason;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.core.type.TypeReference;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The versions on record, with what the negative list found in them.
 */
@Repository
public class VersionStore {

	/**
	 * What was never scanned under known rules is not in force, whatever is recorded.
	 */
	private static final String IN_FORCE = "v.in_force and v.rules_version is not null";

	private static final TypeReference<List<VersionNote>> NOTES = new TypeReference<>() {
	};

	private static final TypeReference<List<UndescribedPart>> PARTS = new TypeReference<>() {
	};

	private final JdbcClient sql;

	private final HitStore hits;

	VersionStore(JdbcClient sql, HitStore hits) {
		this.sql = sql;
		this.hits = hits;
	}

	/** One version. */
	public Optional<DataVersion> find(DistributionId distribution, int version) {
		return versions("distribution = :a and version = :b", distribution.value(), version).stream().findFirst();
	}

	/** The version in force. */
	public Optional<DataVersion> findInForce(DistributionId distribution) {
		return versions("distribution = :a and state = :b and " + IN_FORCE, distribution.value(), "available").stream()
			.findFirst();
	}

	/** The versions in force of some distributions. */
	public List<DataVersion> findInForce(Collection<DistributionId> distributions) {
		return versions("distribution = any(:a) and state = :b and " + IN_FORCE,
				distributions.stream().map(DistributionId::value).toArray(String[]::new), "available");
	}

	/** Distributions that have data to deliver. */
	public List<DistributionId> distributions() {
		return this.sql.sql("select distribution from gateway.data_version v where state = 'available' and " + IN_FORCE)
			.query((row, number) -> new DistributionId(row.getString(1)))
			.list();
	}

	/** All versions, the newest first. */
	public List<DataVersion> all(DistributionId distribution, int limit, int before) {
		return versions("distribution = :a and version < :b order by version desc limit " + limit, distribution.value(),
				before);
	}

	/**
	 * Of each distribution of an entry the version in force and the newest that was not
	 * rejected, which may be the same.
	 */
	public List<DataVersion> reviewed(EntryId entry) {
		return versions("""
				entry = :a and (v.in_force or v.version = (select max(n.version) from gateway.data_version n
					where n.distribution = v.distribution and n.state <> :b)) order by distribution, version
				""", entry.value(), VersionState.REJECTED.code());
	}

	/**
	 * Versions that wait to be confirmed, the oldest first.
	 * @param agency only of that agency; absent for all
	 */
	public List<DataVersion> waiting(@Nullable AgencyId agency, int limit) {
		return versions("state = :b and (cast(:a as text) is null or agency = :a) order by received limit " + limit,
				(agency != null) ? agency.value() : null, VersionState.WAITING.code());
	}

	/** Distributions in whose data a hit was ever found. */
	public List<DistributionId> distributionsWithHits() {
		return this.sql.sql("select distinct distribution from gateway.content_hit")
			.query((row, number) -> new DistributionId(row.getString(1)))
			.list();
	}

	private List<DataVersion> versions(String condition, @Nullable Object a, Object b) {
		List<DataVersion> bare = this.sql.sql("select * from gateway.data_version v where " + condition)
			.param("a", a)
			.param("b", b)
			.query(VersionStore::version)
			.list();
		if (bare.isEmpty()) {
			return bare;
		}
		Map<String, List<NegativeListHit>> hits = this.hits
			.in(bare.stream().map(DataVersion::distribution).collect(Collectors.toSet()))
			.stream()
			.collect(Collectors.groupingBy((hit) -> hit.distribution() + "/" + hit.version()));
		return bare.stream()
			.map((each) -> each.with(hits.getOrDefault(each.distribution() + "/" + each.version(), List.of())))
			.toList();
	}

	/** A version that is in force or can be, and has this table. */
	public Optional<PendingVersion> findAvailable(TableId table) {
		return this.sql.sql("""
				select * from gateway.data_version where sha256 = :sha256 and state in ('available', 'waiting')
					and cast(profile ->> 'part' as integer) is not distinct from :part
				limit 1
				""")
			.param("sha256", table.sha256().value())
			.param("part", table.part(), Types.INTEGER)
			.query(PendingVersion::of)
			.optional();
	}

	/** Whether the same bytes were refused before. */
	public Optional<VersionReason> findRefusal(Sha256 sha256) {
		return this.sql
			.sql("select reason from gateway.data_version where sha256 = :sha256 and state = 'refused' limit 1")
			.param("sha256", sha256.value())
			.query((row, number) -> Objects
				.requireNonNull(StoredJson.read(row.getString("reason"), VersionReason.class)))
			.optional();
	}

	private static DataVersion version(ResultSet row, int number) throws SQLException {
		DataVersion version = new DataVersion(new DistributionId(row.getString("distribution")), row.getInt("version"),
				new EntryId(row.getString("entry")), new AgencyId(row.getString("agency")), row.getString("filename"),
				new Sha256(row.getString("sha256")), row.getLong("bytes"), VersionState.ofCode(row.getString("state")),
				row.getString("format"), row.getString("media_type"), row.getTimestamp("received").toInstant(),
				StoredJson.read(row.getString("profile"), TableProfile.class),
				StoredJson.read(row.getString("reason"), VersionReason.class), List.of(),
				row.getBoolean("public_available"), takeover(row));
		String undescribed = row.getString("undescribed");
		return (undescribed == null) ? version : version.beside(StoredJson.read(undescribed, PARTS));
	}

	private static Takeover takeover(ResultSet row) throws SQLException {
		String notes = row.getString("notes");
		return new Takeover(row.getBoolean("in_force"), (Integer) row.getObject("rules_version"),
				StoredJson.read(row.getString("comparison"), Comparison.class),
				(notes != null) ? StoredJson.read(notes, NOTES) : List.of());
	}

	/** What the sender of a version declared. */
	public SenderDeclaration declared(DistributionId distribution, int version) {
		return this.sql
			.sql("select declared from gateway.data_version where distribution = :distribution and version = :version")
			.param("distribution", distribution.value())
			.param("version", version)
			.query((row, number) -> Objects.requireNonNullElse(
					StoredJson.read(row.getString("declared"), SenderDeclaration.class), SenderDeclaration.NOTHING))
			.optional()
			.orElse(SenderDeclaration.NOTHING);
	}

}
