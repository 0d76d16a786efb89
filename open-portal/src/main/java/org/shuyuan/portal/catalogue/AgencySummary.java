package org.shuyuan.portal.catalogue;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

/**
 * An agency as the catalogue names it.
 *
 * @param id unified social credit code
 * @param name its name
 * @param kind what it is
 * @param level level of administration
 * @param area administrative area
 * @param parent code of the agency above it
 */
public record AgencySummary(String id, Text name, @Nullable String kind, @Nullable String level, @Nullable String area,
		@Nullable String parent) {
}
