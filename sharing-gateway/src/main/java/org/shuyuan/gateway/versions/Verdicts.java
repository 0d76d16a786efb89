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

	private final Clock clock;

	Verdicts(JdbcClient sql, VersionStore versions, HitStore hits, DataFeed feed, Clock clock) {
		this.sql = sql;
		this.versions = versions;
		this.hits = hits;
		this.feed = feed;
		this.clock = clock;
	}

	/** Records what became of a version, and tells it; once, whoever comes first. */
	@Transactional
	void complete(Waiting waiting, Outcome outcome, List<DataItem> items) {
		this.feed.lock();
		int first = this.sql.sql("""
				update gateway.data_version set state = :state, format = :format, media_type = :media,
					profile = cast(:profile as jsonb), reason = cast(:reason as jsonb),
					undescribed = cast(:undescribed as jsonb), processed = :now
				where distribution = :distribution and version = :version and state = 'processing'
				""")
			.param("state", outcome.state().code())
			.param("format", outcome.format())
			.param("media", outcome.mediaType())
			.param("profile", StoredJson.write(outcome.profile()))
			.param("reason", StoredJson.write(outcome.reason()))
			.param("undescribed", StoredJson.write(outcome.undescribed()))
			.param("now", Timestamp.from(Instant.now(this.clock)))
			.param("distribution", waiting.distribution().value())
			.param("version", waiting.version())
			.update();
		if (first == 1) {
			outcome.findings().forEach((finding) -> this.hits.add(waiting, finding));
			tell(waiting.distribution(), waiting.version(), items);
		}
	}

	/**
	 * Takes back every version with bytes that nobody may keep, and tells what is in
	 * force instead.
	 * @return the distributions that had them
	 */
	@Transactional
	Set<DistributionId> withdraw(Sha256 bytes, Reason reason, Function<DistributionId, List<DataItem>> items) {
		this.feed.lock();
		List<Waiting> withdrawn = this.sql.sql("""
				update gateway.data_version set state = 'refused', profile = null, reason = cast(:reason as jsonb),
					processed = :now
				where sha256 = :bytes and state = 'available' returning *
				""")
			.param("reason", StoredJson.write(reason))
			.param("now", Timestamp.from(Instant.now(this.clock)))
			.param("bytes", bytes.value())
			.query(Waiting::of)
			.list();
		withdrawn.forEach((version) -> tell(version.distribution(), version.version(), List.of()));
		Set<DistributionId> distributions = withdrawn.stream().map(Waiting::distribution).collect(Collectors.toSet());
		distributions.forEach((distribution) -> this.versions.findInForce(distribution)
			.ifPresent((version) -> this.feed.tell(version, items.apply(distribution))));
		return distributions;
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

	/** Nobody can have what a newer version has replaced. */
	private void tell(DistributionId distribution, int number, List<DataItem> items) {
		DataVersion version = this.versions.find(distribution, number).orElseThrow();
		if (version.stateFor(items) != VersionState.AVAILABLE || inForce(version)) {
			this.feed.tell(version, items);
		}
	}

	private boolean inForce(DataVersion version) {
		return this.versions.findInForce(version.distribution())
			.filter((inForce) -> inForce.version() == version.version())
			.isPresent();
	}

}
