/**
 * Data going out through the gate: originals, rows, groups, agencies' services. A
 * delivery whose right is revoked is aborted here.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "audit", "catalogue", "columns", "inspection", "objects",
		"openbucket", "policy", "problem", "query", "rowformat", "tables", "upstream", "versions" })
package org.shuyuan.gateway.delivery;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
