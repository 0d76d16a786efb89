package org.shuyuan.catalogue.search;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What searches the catalogue.
 *
 * @param search {@code lucene} or {@code elasticsearch}
 */
@ConfigurationProperties("shuyuan")
record SearchProperties(@DefaultValue("lucene") String search) {
}
