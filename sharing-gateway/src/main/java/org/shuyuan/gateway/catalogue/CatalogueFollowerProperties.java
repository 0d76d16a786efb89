package org.shuyuan.gateway.catalogue;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the gateway waits for the catalogue.
 *
 * @param patience from one piece to the next of what grows with the catalogue; a minute
 * unless set
 */
@ConfigurationProperties("gateway.catalogue")
record CatalogueFollowerProperties(@DefaultValue("1m") Duration patience) {
}
