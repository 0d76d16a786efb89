package org.shuyuan.observability;

import java.io.IOException;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;

class RecentFailureTests {

	private static final IOException FULL = new IOException("full");

	private Instant now = Instant.parse("2026-03-01T08:00:00Z");

	private final RecentFailure writing = new RecentFailure(() -> this.now);

	@Test
	void knowsOfNoFailureBeforeTheFirstTry() {
		assertThatCode(this.writing::check).doesNotThrowAnyException();
	}

	@Test
	void tellsOfAFailureForHalfAMinute() {
		this.writing.failed(FULL);
		this.now = this.now.plusSeconds(29);
		assertThatCode(this.writing::check).isSameAs(FULL);
		this.now = this.now.plusSeconds(1);
		assertThatCode(this.writing::check).doesNotThrowAnyException();
	}

	@Test
	void isWellAgainWithTheNextSuccess() {
		this.writing.failed(FULL);
		this.writing.succeeded();
		assertThatCode(this.writing::check).doesNotThrowAnyException();
	}

}
