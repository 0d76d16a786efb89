package org.shuyuan.identity.accounts;

import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the authorization server needs to know.
 *
 * @param baseUri the platform's address, the issuer of its tokens
 * @param issuer address of the authorization server, where it is not this one
 * @param data the platform's data folder
 * @param services client id and secret of the platform's own services, new at each start
 * where the server is embedded
 */
@ConfigurationProperties("shuyuan")
public record IdentityProperties(String baseUri, @Nullable String issuer, Path data, Map<String, String> services) {
}
