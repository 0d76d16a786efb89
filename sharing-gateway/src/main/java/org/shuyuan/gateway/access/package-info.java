/**
 * The one door out: decide, record, then deliver until somebody takes it back.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "policy", "catalogue", "database", "versions", "revocation", "request",
		"audit", "tables", "objects", "upstream", "opening", "problem" })
package org.shuyuan.gateway.access;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
