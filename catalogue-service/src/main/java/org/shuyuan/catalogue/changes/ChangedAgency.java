package org.shuyuan.catalogue.changes;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;

/**
 * An agency in the feeds of changes, as it is described; what is written is the agency's
 * own document.
 *
 * @param id unified social credit code
 * @param name what it is called
 * @param kind code of its kind
 * @param level code of its level
 * @param area administrative area, six digits of GB/T 2260
 * @param parent the agency above it
 */
public record ChangedAgency(AgencyId id, Text name, @Nullable String kind, @Nullable String level,
		@Nullable String area, @Nullable AgencyId parent) {

}
