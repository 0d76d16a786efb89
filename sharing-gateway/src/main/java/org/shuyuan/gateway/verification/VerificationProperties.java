package org.shuyuan.gateway.verification;

import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often a day claims may fail before verification stops answering.
 *
 * @param failuresPerMatch for each value that a grant's claims match by
 * @param failuresPerGrant for each grant
 */
@Validated
@ConfigurationProperties("gateway.verification")
record VerificationProperties(@DefaultValue("5") @Positive int failuresPerMatch,
		@DefaultValue("500") @Positive int failuresPerGrant) {
}
