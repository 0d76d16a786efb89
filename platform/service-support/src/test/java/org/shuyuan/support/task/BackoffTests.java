package org.shuyuan.support.task;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackoffTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void doublesUpToItsLimit() {
		Backoff backoff = new Backoff(SECOND, Duration.ofSeconds(5));
		assertThat(IntStream.rangeClosed(1, 5).mapToObj(backoff::after).map(Duration::toSeconds)).containsExactly(1L,
				2L, 4L, 5L, 5L);
		assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void refusesToTryAgainAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, SECOND));
		assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(SECOND, Duration.ofMillis(999)));
	}

}
