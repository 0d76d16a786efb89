/**
 * What becomes of an upload: stored unchanged, recognised by its content, read as a table
 * where it is one, searched by the negative list's rules.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "columns", "inspection", "negativelist", "objects", "problem",
		"publication", "queue", "tables", "undescribed", "versions" })
package org.shuyuan.gateway.intake;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
