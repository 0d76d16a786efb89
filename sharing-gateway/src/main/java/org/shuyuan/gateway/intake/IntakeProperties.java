package org.shuyuan.gateway.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of what is taken in.
 *
 * @param maxBytes longest upload
 * @param maxInflated most bytes a workbook may unpack to
 */
@ConfigurationProperties("gateway.intake")
record IntakeProperties(@DefaultValue("2GB") DataSize maxBytes, @DefaultValue("1GB") DataSize maxInflated) {
}
