package org.shuyuan.gateway.versions;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.vocab.DataItem;
import org.shuyuan.vocab.DistributionId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records what inspections and the authority have decided about versions. A version and
 * what the feed tells of it change in one transaction. Only what is in force is told to
 * be available, in whatever order instances come to their verdicts.
 */
@Repository
class Verdicts {

	private final JdbcClient sql;

	private final VersionStore versions;

	private final HitStore hits;

	private final DataFeed feed;

	private final Takeovers takeovers;

	private final VersionHistory history;

	private final ScanRules rules;

	private final Clock clock;

	Verdicts(JdbcClient sql, VersionStore versions, HitStore hits, DataFeed feed, Takeovers takeovers,
			VersionHistory history, ScanRules rules, Clock clock) {
		this.takeovers = takeovers;
		this.history = history;
		this.rules = rules;
		this.sql = sql;
		this.versions = versions;
		this.hits = hits;
		this.feed = feed;
		this.clock = clock;
	}

	/**
	 * Records what became of a version, and tells it; once, whoever comes first.
	 * @return false if another version is in force by now than it was compared with
	 */
	@Transactional
	boolean complete(Waiting waiting, Compared compared, List<DataItem> items) {
		this.feed.lock();
		DistributionId distribution = waiting.distribution();
		Outcome outcome = compared.outcome();
		boolean failed = outcome.state() == VersionState.REFUSED || compared.isUncomparedFailure();
		if (!failed && this.takeovers.inForce(distribution) != compared.with()) {
			return false;
		}
		int first = this.sql.sql("""
				update gateway.data_version set state = :state, format = :format, media_type = :media,
					profile = cast(:profile as jsonb), reason = cast(:reason as jsonb), processed = :now,
					undescribed = cast(:undescribed as jsonb), rules_version = :rules, notes = cast(:notes as jsonb),
					comparison = cast(:comparison as jsonb)
				where distribution = :distribution and version = :version and state = 'processing'
				""")
			.param("state", outcome.state().code())
			.param("format", outcome.format())
			.param("media", outcome.mediaType())
			.param("profile", StoredJson.write(outcome.profile()))
			.param("reason", StoredJson.write(outcome.reason()))
			.param("undescribed", StoredJson.write(outcome.undescribed()))
			.param("now", Timestamp.from(Instant.now(this.clock)))
			.param("rules", this.rules.version())
			.param("notes", StoredJson.write(outcome.notes()))
			.param("comparison", StoredJson.write(compared.comparison()))
			.param("distribution", distribution.value())
			.param("version", waiting.version())
			.update();
		if (first == 1) {
			outcome.findings().forEach((finding) -> this.hits.add(waiting, finding));
			if (outcome.state() == VersionState.AVAILABLE
					&& !this.takeovers.overtaken(distribution, waiting.version())) {
				this.takeovers.enter(distribution, waiting.version(), "in-force", null, null);
			}
			else {
				this.history.add(distribution, waiting.version(), outcome.state().code(), null, null);
				this.hits.follow(distribution);
			}
			tell(distribution, waiting.version(), items);
		}
		return true;
	}

	/**
	 * Takes back every version with bytes that nobody may keep, and tells what is in
	 * force instead.
	 * @return the distributions that had them
	 */
	@Transactional
	Set<DistributionId> withdraw(Sha256 bytes, Reason reason, Function<DistributionId, List<DataItem>> items) {
		this.feed.lock();
		List<Waiting> lost = this.sql
			.sql("select * from gateway.data_version where sha256 = :bytes and state = 'available' and in_force")
			.param("bytes", bytes.value())
			.query(Waiting::of)
			.list();
		List<Waiting> withdrawn = this.sql.sql("""
				update gateway.data_version set state = 'refused', profile = null, reason = cast(:reason as jsonb),
					processed = :now, in_force = false, notes = null, comparison = null
				where sha256 = :bytes and state in ('available', 'waiting', 'rejected', 'failed') returning *
				""")
			.param("reason", StoredJson.write(reason))
			.param("now", Timestamp.from(Instant.now(this.clock)))
			.param("bytes", bytes.value())
			.query(Waiting::of)
			.list();
		withdrawn.forEach((version) -> {
			this.history.add(version.distribution(), version.version(), "refused", null, reason.zh());
			tell(version.distribution(), version.version(), List.of());
		});
		lost.forEach((version) -> comeBack(version, items));
		return withdrawn.stream().map(Waiting::distribution).collect(Collectors.toSet());
	}

	private void comeBack(Waiting lost, Function<DistributionId, List<DataItem>> items) {
		DistributionId distribution = lost.distribution();
		this.takeovers.findEarlier(distribution, lost.version()).ifPresent((version) -> {
			this.takeovers.enter(distribution, version, "restored", null, null);
			tell(distribution, version, items.apply(distribution));
		});
	}

	/** Puts a version in force by its steward's decision, and tells it. */
	@Transactional
	void enter(DataVersion version, String action, String subject, String reason, List<DataItem> items) {
		this.feed.lock();
		this.takeovers.enter(version.distribution(), version.version(), action, subject, reason);
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
	 * Decides an open hit, and tells what that makes available.
	 * @return false if it was decided before
	 */
	@Transactional
	boolean decide(Hit hit, boolean uphold, String reason, String subject, List<DataItem> items) {
		this.feed.lock();
		boolean decided = this.hits.decide(hit, uphold, reason, subject);
		if (decided) {
			tell(hit.distribution(), hit.version(), items);
		}
		return decided;
	}

	/**
	 * Tells of a version again, where what the public may have of it has changed with its
	 * entry.
	 */
	@Transactional
	void tellAgain(DataVersion version, List<DataItem> items) {
		this.feed.lock();
		if ((version.stateFor(items) == VersionState.AVAILABLE) != version.publicAvailable()) {
			tell(version.distribution(), version.version(), items);
		}
	}

	/** Of what is not in force it is told only what became of it. */
	private void tell(DistributionId distribution, int number, List<DataItem> items) {
		DataVersion version = this.versions.find(distribution, number).orElseThrow();
		if (version.state() != VersionState.AVAILABLE || version.inForce()) {
			this.feed.tell(version, items);
		}
	}

}
