package org.shuyuan.gateway.publication;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.comparison.ColumnNames;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.ScanResult;
import org.shuyuan.gateway.inspection.ScanRules;
import org.shuyuan.gateway.inspection.UndescribedPart;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.queue.RescanQueue;
import org.shuyuan.gateway.recall.RecallStore;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.HitStore;
import org.shuyuan.gateway.versions.NegativeListHit;
import org.shuyuan.gateway.versions.StoredJson;
import org.shuyuan.gateway.versions.VersionHistory;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records what newer rules find in stored versions. It closes what does not hold, and
 * never opens anything by itself.
 */
@Repository
class Rescans {

	private final JdbcClient sql;

	private final VersionStore versions;

	private final HitStore hits;

	private final DataFeed feed;

	private final RecallStore recalls;

	private final VersionHistory history;

	private final RescanQueue queue;

	private final Revocations revocations;

	private final ScanRules rules;

	private final Clock clock;

	Rescans(JdbcClient sql, VersionStore versions, HitStore hits, DataFeed feed, RecallStore recalls,
			VersionHistory history, RescanQueue queue, Revocations revocations, ScanRules rules, Clock clock) {
		this.sql = sql;
		this.versions = versions;
		this.hits = hits;
		this.feed = feed;
		this.recalls = recalls;
		this.history = history;
		this.queue = queue;
		this.revocations = revocations;
		this.rules = rules;
		this.clock = clock;
	}

	/**
	 * Records a scan.
	 * @param recipients the agencies that took the version
	 * @return whether the version was recalled
	 */
	@Transactional
	boolean record(PendingVersion scanned, ScanResult scan, Collection<AgencyId> recipients, List<DataItem> items) {
		List<Finding> findings = scan.findings();
		this.feed.lock();
		DataVersion version = this.versions.find(scanned.distribution(), scanned.version()).orElseThrow();
		boolean refused = version.state() == VersionState.REFUSED;
		List<Finding> fresh = fresh(version, findings);
		fresh.forEach((finding) -> this.hits.add(scanned, finding));
		if (!refused) {
			scanned(version, fresh, scan.undescribed());
			this.hits.follow(version.distribution());
		}
		boolean recalled = (refused || !fresh.isEmpty()) && wasGivenOut(version);
		if (recalled) {
			DataVersion now = this.versions.find(scanned.distribution(), scanned.version()).orElseThrow();
			String effect = refused ? "refused"
					: (now.stateFor(items) == VersionState.STOPPED) ? "stopped" : "columns-closed";
			this.recalls.add(version, this.rules.version(), effect, fresh.isEmpty() ? findings : fresh, recipients);
			this.history.add(version.distribution(), version.version(), "recalled", null, effect);
		}
		tell(scanned.distribution(), scanned.version(), version, !fresh.isEmpty(), items);
		this.queue.done(scanned.distribution(), scanned.version(), recalled);
		if (!fresh.isEmpty()) {
			this.revocations.announce();
		}
		return recalled;
	}

	/** What is in force or was; what waits was delivered to no one. */
	private boolean wasGivenOut(DataVersion version) {
		return this.sql.sql("""
				select entered is not null from gateway.data_version
				where distribution = :distribution and version = :version
				""")
			.param("distribution", version.distribution().value())
			.param("version", version.version())
			.query(Boolean.class)
			.single();
	}

	private void scanned(DataVersion version, List<Finding> fresh, @Nullable List<UndescribedPart> undescribed) {
		TableProfile profile = version.profile();
		List<String> columns = fresh.stream().map(Finding::column).filter(Objects::nonNull).toList();
		this.sql.sql("""
				update gateway.data_version set rules_version = :rules, profile = cast(:profile as jsonb),
					undescribed = coalesce(cast(:undescribed as jsonb), undescribed)
				where distribution = :distribution and version = :version
				""")
			.param("rules", this.rules.version())
			.param("undescribed", StoredJson.write(undescribed))
			.param("profile", StoredJson.write((profile != null) ? profile.withoutValuesOf(columns) : null))
			.param("distribution", version.distribution().value())
			.param("version", version.version())
			.update();
	}

	/** Of what is in force, where readers have less of it now or it was not known. */
	private void tell(DistributionId distribution, int number, DataVersion before, boolean closed,
			List<DataItem> items) {
		DataVersion now = this.versions.find(distribution, number).orElseThrow();
		boolean unknown = before.takeover().rulesVersion() == null;
		if (now.inForce() && (closed || unknown)) {
			this.feed.tell(now, items);
		}
	}

	/**
	 * What is not on record yet. What the authority dismissed stays dismissed, unless
	 * more of it is found.
	 */
	private List<Finding> fresh(DataVersion version, List<Finding> findings) {
		List<Finding> fresh = new ArrayList<>();
		for (Finding finding : named(version, findings)) {
			boolean known = version.hits()
				.stream()
				.filter((hit) -> hit.finding().rule().equals(finding.rule())
						&& Objects.equals(hit.finding().column(), finding.column()))
				.anyMatch((hit) -> hit.stands() || (hit.finding().count() >= finding.count() && ofTheseRules(hit)));
			if (!known) {
				fresh.add(finding);
			}
		}
		return fresh;
	}

	/** What was dismissed among other words may have been another word. */
	private boolean ofTheseRules(NegativeListHit hit) {
		return !hit.closesSharing() || hit.finding().rulesVersion() >= this.rules.wordsVersion();
	}

	/**
	 * With columns by the names on record; what is in none of them concerns the whole.
	 */
	private static List<Finding> named(DataVersion version, List<Finding> findings) {
		Map<String, @Nullable String> names = new HashMap<>();
		List<String> columns = version.columns().stream().map(Column::name).toList();
		columns.forEach((column) -> names.put(ColumnNames.fold(column), column));
		return findings.stream().map((finding) -> {
			String column = finding.column();
			String name = (column == null) ? null
					: columns.contains(column) ? column : names.get(ColumnNames.fold(column));
			return new Finding(name, finding.rule(), finding.rulesVersion(), finding.clause(), finding.count(),
					finding.evidence());
		}).toList();
	}

	/** Until when the version was delivered, as far as that is known. */
	Instant givenOutUntil(DataVersion version) {
		Timestamp replaced = this.sql.sql("""
				select max(at) from gateway.version_event
				where distribution = :distribution and version = :version and action = 'replaced'
				""")
			.param("distribution", version.distribution().value())
			.param("version", version.version())
			.query(Timestamp.class)
			.optional()
			.orElse(null);
		return (version.inForce() || replaced == null) ? Instant.now(this.clock) : replaced.toInstant();
	}

}
