/**
 * The versions of data under each distribution: what came, what became of it, what the
 * negative list found in it, which one is in force, and the feed that tells of it.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "audit", "catalogue", "database", "objects", "revocation", "tables", "problem" })
package org.shuyuan.gateway.versions;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
