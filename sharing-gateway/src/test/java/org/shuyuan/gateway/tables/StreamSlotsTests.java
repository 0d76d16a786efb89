package org.shuyuan.gateway.tables;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StreamSlotsTests {

	private static final Runnable NOTHING = () -> {
	};

	@Test
	void oneReaderHasAShareOnly() {
		StreamSlots places = new StreamSlots(10, 2, Duration.ofMinutes(1), Duration.ofMinutes(1));
		StreamSlots.Place first = places.take("a", NOTHING);
		places.take("a", NOTHING);
		assertThatExceptionOfType(TablesBusy.class).isThrownBy(() -> places.take("a", NOTHING)).satisfies((busy) -> {
			assertThat(busy.getStatusCode().value()).isEqualTo(429);
			assertThat(busy.code()).isEqualTo("too-many-downloads");
			assertThat(busy.getHeaders().getFirst("Retry-After")).isNotNull();
		});
		places.take("b", NOTHING);
		places.take(null, NOTHING);
		places.take(null, NOTHING);
		places.take(null, NOTHING);
		first.close();
		assertThat(places.take("a", NOTHING)).isNotNull();
	}

	@Test
	void whoFindsNoPlaceIsToldSo() {
		StreamSlots places = new StreamSlots(1, 1, Duration.ofMillis(1), Duration.ofMinutes(1));
		StreamSlots.Place only = places.take(null, () -> {
			throw new AssertionError("its term is not over");
		});
		assertThatExceptionOfType(TablesBusy.class).isThrownBy(() -> places.take("b", NOTHING))
			.satisfies((busy) -> assertThat(busy.getStatusCode().value()).isEqualTo(503));
		only.close();
		assertThat(places.take("b", NOTHING)).isNotNull();
	}

	@Test
	void theOldestGivesWayWhenItsTermIsOver() {
		StreamSlots places = new StreamSlots(2, 2, Duration.ofMinutes(1), Duration.ZERO);
		AtomicReference<StreamSlots.Place> oldest = new AtomicReference<>();
		oldest.set(places.take(null, () -> oldest.get().close()));
		places.take(null, () -> {
			throw new AssertionError("it is not the oldest");
		});
		assertThat(places.take("c", NOTHING)).isNotNull();
	}

}
