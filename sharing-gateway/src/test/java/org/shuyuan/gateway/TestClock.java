package org.shuyuan.gateway;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * A clock that stands at nine in the morning, in the city, of whatever day a test says.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestClock {

	private static volatile Instant now = Instant.now();

	/** It is that day. */
	public static void day(String day) {
		now = LocalDate.parse(day).atTime(9, 0).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
	}

	public static Instant now() {
		return now;
	}

	@Bean
	@Primary
	Clock clock() {
		return new Standing();
	}

	private static final class Standing extends Clock {

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			throw new UnsupportedOperationException("Instants only");
		}

		@Override
		public Instant instant() {
			return now;
		}

	}

}
