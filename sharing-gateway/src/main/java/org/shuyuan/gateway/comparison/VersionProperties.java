package org.shuyuan.gateway.comparison;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a new version of data takes over by itself.
 *
 * @param mostRowsLost how many of a hundred rows of the version in force may be missing
 */
@Validated
@ConfigurationProperties("gateway.versions")
record VersionProperties(@DefaultValue("50") @Min(0) @Max(100) int mostRowsLost) {
}
