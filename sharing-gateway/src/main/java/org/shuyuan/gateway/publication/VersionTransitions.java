package org.shuyuan.gateway.publication;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.shuyuan.gateway.comparison.ComparisonOutcome;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.ScanRules;
import org.shuyuan.gateway.inspection.VersionReason;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.HitStore;
import org.shuyuan.gateway.versions.NegativeListHit;
import org.shuyuan.gateway.versions.StoredJson;
import org.shuyuan.gateway.versions.TakeoverStore;
import org.shuyuan.gateway.versions.VersionHistory;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records what inspections and the authority have decided about versions. A version and
 * its announcement in the feed change in one transaction. Only what is in force is
 * announced as available, in whatever order instances come to their verdicts.
 */
@Repository
class VersionTransitions {

	private final JdbcClient sql;

	private final VersionStore versions;

	private final HitStore hits;

	private final DataFeed feed;

	private final TakeoverStore takeoverStore;

	private final VersionHistory history;

	private final ScanRules rules;

	private final Clock clock;

	VersionTransitions(JdbcClient sql, VersionStore versions, HitStore hits, DataFeed feed, TakeoverStore takeoverStore,
			VersionHistory history, ScanRules rules, Clock clock) {
		this.takeoverStore = takeoverStore;
		this.history = history;
		this.rules = rules;
		this.sql = sql;
		this.versions = versions;
		this.hits = hits;
		this.feed = feed;
		this.clock = clock;
	}

	/**
	 * Records what became of a version, and announces it; once, the first one wins.
	 * @return false if another version is in force by now than it was compared with
	 */
	@Transactional
	boolean complete(PendingVersion pendingVersion, ComparisonOutcome comparisonOutcome, List<DataItem> items) {
		this.feed.lock();
		DistributionId distribution = pendingVersion.distribution();
		InspectionResult inspectionResult = comparisonOutcome.outcome();
		boolean failed = inspectionResult.state() == VersionState.REFUSED || comparisonOutcome.isUncomparedFailure();
		if (!failed && this.takeoverStore.inForce(distribution) != comparisonOutcome.with()) {
			return false;
		}
		int first = this.sql.sql("""
				update gateway.data_version set state = :state, format = :format, media_type = :media,
					profile = cast(:profile as jsonb), reason = cast(:reason as jsonb), processed = :now,
					undescribed = cast(:undescribed as jsonb), rules_version = :rules, notes = cast(:notes as jsonb),
					comparison = cast(:comparison as jsonb)
				where distribution = :distribution and version = :version and state = 'processing'
				""")
			.param("state", inspectionResult.state().code())
			.param("format", inspectionResult.format())
			.param("media", inspectionResult.mediaType())
			.param("profile", StoredJson.write(inspectionResult.profile()))
			.param("reason", StoredJson.write(inspectionResult.reason()))
			.param("undescribed", StoredJson.write(inspectionResult.undescribed()))
			.param("now", Timestamp.from(Instant.now(this.clock)))
			.param("rules", this.rules.version())
			.param("notes", StoredJson.write(inspectionResult.notes()))
			.param("comparison", StoredJson.write(comparisonOutcome.comparison()))
			.param("distribution", distribution.value())
			.param("version", pendingVersion.version())
			.update();
		if (first == 1) {
			inspectionResult.findings().forEach((finding) -> this.hits.add(pendingVersion, finding));
			if (inspectionResult.state() == VersionState.AVAILABLE
					&& !this.takeoverStore.overtaken(distribution, pendingVersion.version())) {
				this.takeoverStore.enter(distribution, pendingVersion.version(), "in-force", null, null);
			}
			else {
				this.history.add(distribution, pendingVersion.version(), inspectionResult.state().code(), null, null);
				this.hits.follow(distribution);
			}
			tell(distribution, pendingVersion.version(), items);
		}
		return true;
	}

	/**
	 * Revokes every version with bytes that no one may keep, and announces what is in
	 * force instead.
	 * @return the distributions that had them
	 */
	@Transactional
	Set<DistributionId> withdraw(Sha256 bytes, VersionReason reason, Function<DistributionId, List<DataItem>> items) {
		this.feed.lock();
		List<PendingVersion> lost = this.sql
			.sql("select * from gateway.data_version where sha256 = :bytes and state = 'available' and in_force")
			.param("bytes", bytes.value())
			.query(PendingVersion::of)
			.list();
		List<PendingVersion> withdrawn = this.sql.sql("""
				update gateway.data_version set state = 'refused', profile = null, reason = cast(:reason as jsonb),
					processed = :now, in_force = false, notes = null, comparison = null
				where sha256 = :bytes and state in ('available', 'waiting', 'rejected', 'failed') returning *
				""")
			.param("reason", StoredJson.write(reason))
			.param("now", Timestamp.from(Instant.now(this.clock)))
			.param("bytes", bytes.value())
			.query(PendingVersion::of)
			.list();
		withdrawn.forEach((version) -> {
			this.history.add(version.distribution(), version.version(), "refused", null, reason.zh());
			tell(version.distribution(), version.version(), List.of());
		});
		lost.forEach((version) -> comeBack(version, items));
		return withdrawn.stream().map(PendingVersion::distribution).collect(Collectors.toSet());
	}

	private void comeBack(PendingVersion lost, Function<DistributionId, List<DataItem>> items) {
		DistributionId distribution = lost.distribution();
		this.takeoverStore.findEarlier(distribution, lost.version()).ifPresent((version) -> {
			this.takeoverStore.enter(distribution, version, "restored", null, null);
			tell(distribution, version, items.apply(distribution));
		});
	}

	/** Puts a version in force by its steward's decision, and announces it. */
	@Transactional
	void enter(DataVersion version, String action, String subject, String reason, List<DataItem> items) {
		this.feed.lock();
		this.takeoverStore.enter(version.distribution(), version.version(), action, subject, reason);
		tell(version.distribution(), version.version(), items);
	}

	/** Puts a version that waits aside. */
	@Transactional
	void reject(DataVersion version, String subject, String reason) {
		this.feed.lock();
		int changed = this.sql.sql("""
				update gateway.data_version set state = 'rejected'
				where distribution = :distribution and version = :version and state = 'waiting'
				""").param("distribution", version.distribution().value()).param("version", version.version()).update();
		if (changed == 1) {
			this.history.add(version.distribution(), version.version(), "rejected", subject, reason);
			this.hits.follow(version.distribution());
			tell(version.distribution(), version.version(), List.of());
		}
	}

	/**
	 * Decides an open hit, and announces what that makes available.
	 * @return false if it was decided before
	 */
	@Transactional
	boolean decide(NegativeListHit negativeListHit, boolean uphold, String reason, String subject,
			List<DataItem> items) {
		this.feed.lock();
		boolean decided = this.hits.decide(negativeListHit, uphold, reason, subject);
		if (decided) {
			tell(negativeListHit.distribution(), negativeListHit.version(), items);
		}
		return decided;
	}

	/**
	 * Announces a version again, where what the public may have of it has changed with
	 * its entry.
	 */
	@Transactional
	void tellAgain(DataVersion version, List<DataItem> items) {
		this.feed.lock();
		if (!this.feed.isTold(version, items)) {
			tell(version.distribution(), version.version(), items);
		}
	}

	/** For what is not in force, only the outcome is announced. */
	private void tell(DistributionId distribution, int number, List<DataItem> items) {
		DataVersion version = this.versions.find(distribution, number).orElseThrow();
		if (version.state() != VersionState.AVAILABLE || version.inForce()) {
			this.feed.tell(version, items);
		}
	}

}
