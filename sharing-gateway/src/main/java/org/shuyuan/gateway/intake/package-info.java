/**
 * What becomes of an upload: kept as it came, recognised by its content, read as a table
 * where it is one, searched by the negative list's rules.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "audit", "negativelist", "objects", "tables", "undescribed", "versions", "problem" })
package org.shuyuan.gateway.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
