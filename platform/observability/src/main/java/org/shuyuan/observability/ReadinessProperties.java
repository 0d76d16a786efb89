package org.shuyuan.observability;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the health of a service depends on.
 *
 * @param identityKeys the authorization server's public keys; not asked for where there
 * are none
 */
@ConfigurationProperties("readiness")
record ReadinessProperties(@Nullable URI identityKeys) {
}
