/**
 * The one gate: decide, record, then deliver until the right is revoked.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "catalogue", "columns", "inspection", "objects", "opening",
		"policy", "problem", "publication", "query", "request", "revocation", "versions" })
package org.shuyuan.gateway.access;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
