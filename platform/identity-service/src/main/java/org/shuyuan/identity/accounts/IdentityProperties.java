package org.shuyuan.identity.accounts;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the authorization server needs to know.
 *
 * @param issuer address of the authorization server, where it is not this one
 * @param services client id and secret of the platform's own services, new at each start
 * where the server is embedded
 */
@ConfigurationProperties("shuyuan")
public record IdentityProperties(@Nullable String issuer, Map<String, String> services) {
}
