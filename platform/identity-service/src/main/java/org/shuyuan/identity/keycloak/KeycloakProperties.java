package org.shuyuan.identity.keycloak;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Keycloak is and who provisions there.
 *
 * @param url its address, without {@code /realms}
 * @param realm the platform's realm
 * @param secret secret of the client {@code shuyuan-provisioning}
 * @param patience timeout of one answer
 */
@ConfigurationProperties("shuyuan.keycloak")
record KeycloakProperties(String url, String realm, String secret, @DefaultValue("10s") Duration patience) {
}
