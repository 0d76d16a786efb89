package org.shuyuan.catalogue.dcat;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the catalogue as a whole is called.
 *
 * @param zh in Chinese
 * @param en in English
 */
@ConfigurationProperties("catalogue.title")
record CatalogueTitleProperties(@DefaultValue("公共数据目录") String zh,
		@DefaultValue("Catalogue of public data") String en) {
}
