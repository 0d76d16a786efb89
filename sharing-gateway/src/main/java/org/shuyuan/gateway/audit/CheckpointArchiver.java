package org.shuyuan.gateway.audit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

import org.shuyuan.gateway.objects.LockedBucket;
import org.shuyuan.support.ledger.ProcessLedger;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * Stores the newest checkpoint outside the database too, where its owner cannot change
 * it: what was recorded before can no longer be rewritten or cut off unseen.
 */
@Component
class CheckpointArchiver {

	private static final Duration FIRST = Duration.ofMinutes(1);

	private static final Duration EVERY = Duration.ofMinutes(10);

	private final Optional<LockedBucket> bucket;

	private final ProcessLedger ledger;

	private final ArchivedCheckpoints archived;

	CheckpointArchiver(ObjectProvider<LockedBucket> bucket, ProcessLedger gatewayLedger, ArchivedCheckpoints archived) {
		this.bucket = Optional.ofNullable(bucket.getIfAvailable());
		this.ledger = gatewayLedger;
		this.archived = archived;
	}

	/** Stores the newest checkpoint, unless it is stored already. */
	void keep() {
		this.ledger.checkpoints(1)
			.stream()
			.filter((checkpoint) -> !this.archived.has(checkpoint))
			.forEach((checkpoint) -> {
				this.bucket.orElseThrow()
					.keep("gateway/" + checkpoint.size() + ".txt", checkpoint.text().getBytes(StandardCharsets.UTF_8));
				this.archived.add(checkpoint);
			});
	}

	@Bean
	BackgroundTask checkpointTask() {
		return new BackgroundTask("gateway-checkpoints", this::keep, EVERY, new Backoff(FIRST, EVERY))
			.withFirstPause(FIRST)
			.onlyIf(this.bucket.isPresent());
	}

}
