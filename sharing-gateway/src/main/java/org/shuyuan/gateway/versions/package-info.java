/**
 * The versions of data under each distribution: what was uploaded, what became of it,
 * what the negative list found in it, which one is in force.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "catalogue", "columns", "database", "inspection", "objects",
		"problem", "revocation" })
package org.shuyuan.gateway.versions;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
