package org.shuyuan.catalogue.agency;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;

/**
 * An agency 部门: a department, or a body with public functions.
 *
 * @param id unified social credit code
 * @param name its name
 * @param kind what it is, such as {@code government} or {@code public-service}
 * @param level {@code city}, {@code district} and so on
 * @param area administrative area, six digits of GB/T 2260
 * @param parent the agency above it
 */
public record Agency(@Nullable AgencyId id, Text name, @Nullable String kind, @Nullable String level,
		@Nullable String area, @Nullable AgencyId parent) {

	Agency as(AgencyId code) {
		return new Agency(code, this.name, this.kind, this.level, this.area, this.parent);
	}

}
