/**
 * The one gate: decide, record, then deliver until the right is revoked.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "catalogue", "columns", "database", "inspection", "objects",
		"opening", "policy", "problem", "publication", "query", "request", "revocation", "upstream", "versions" })
package org.shuyuan.gateway.access;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
