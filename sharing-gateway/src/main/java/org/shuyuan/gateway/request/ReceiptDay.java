package org.shuyuan.gateway.request;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * When a request is received: now, unless the configuration says it is a demonstration
 * and the sender names a day past.
 */
@Component
class ReceiptDay {

	private static final Logger LOG = LoggerFactory.getLogger(ReceiptDay.class);

	private final Clock clock;

	private final ZoneId zone;

	private final boolean demo;

	ReceiptDay(Clock clock, PlatformProperties platform, DemoProperties properties) {
		this.clock = clock;
		this.zone = platform.zone();
		this.demo = properties.demo();
		if (this.demo) {
			LOG.warn("Demonstration: the day a request was received can be given by its sender");
		}
	}

	/** The day something is checked. */
	LocalDate day(@Nullable String received) {
		return LocalDate.ofInstant(instant(received), this.zone);
	}

	Instant now() {
		return this.clock.instant();
	}

	/** The moment something is received. */
	Instant instant(@Nullable String received) {
		Instant now = this.clock.instant();
		if (!this.demo || received == null) {
			return now;
		}
		try {
			Instant day = LocalDate.parse(received).atTime(9, 0).atZone(this.zone).toInstant();
			return day.isBefore(now) ? day : now;
		}
		catch (DateTimeParseException _) {
			return now;
		}
	}

}
