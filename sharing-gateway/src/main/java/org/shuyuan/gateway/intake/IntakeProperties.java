package org.shuyuan.gateway.intake;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what is taken in.
 *
 * @param maxBytes longest upload
 * @param maxInflated most bytes a workbook may unpack to
 * @param workers how many uploads are inspected at once
 * @param timeLimit longest that looking at one upload may take
 */
@ConfigurationProperties("gateway.intake")
public record IntakeProperties(@DefaultValue("2GB") DataSize maxBytes, @DefaultValue("1GB") DataSize maxInflated,
		@DefaultValue("2") int workers, @DefaultValue("30m") Duration timeLimit) {

	@ConstructorBinding
	public IntakeProperties {
		if (workers < 1 || workers > 64) {
			throw new IllegalArgumentException("gateway.intake.workers is from 1 to 64, not " + workers);
		}
		if (timeLimit.isNegative() || timeLimit.isZero()) {
			throw new IllegalArgumentException("gateway.intake.time-limit is more than 0, not " + timeLimit);
		}
	}

	public IntakeProperties(DataSize maxBytes, DataSize maxInflated) {
		this(maxBytes, maxInflated, 2, Duration.ofMinutes(30));
	}

}
