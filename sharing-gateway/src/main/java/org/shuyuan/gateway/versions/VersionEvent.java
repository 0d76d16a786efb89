package org.shuyuan.gateway.versions;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A step in the life of a version.
 *
 * @param action {@code received in-force waiting failed refused confirmed rejected
 * restored replaced recalled}
 * @param at when
 * @param by opaque id of who did it; absent for the platform
 * @param reason why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionEvent(String action, Instant at, @Nullable String by, @Nullable String reason) {
}
