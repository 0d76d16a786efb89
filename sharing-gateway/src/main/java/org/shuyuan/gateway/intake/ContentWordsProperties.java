package org.shuyuan.gateway.intake;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the data authority adds to the content rules.
 *
 * @param words name of the file with its own words; none where it is not set
 */
@ConfigurationProperties("shuyuan.content")
record ContentWordsProperties(@Nullable String words) {
}
