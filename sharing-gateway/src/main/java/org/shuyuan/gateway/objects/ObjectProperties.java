package org.shuyuan.gateway.objects;

import java.nio.file.Path;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where objects are stored.
 *
 * @param location folder; required, there is no default
 */
@Validated
@ConfigurationProperties("gateway.objects")
record ObjectProperties(@NotNull Path location) {
}
