/**
 * Answers whether a statement about a person holds, without giving out the row.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "access", "columns", "delivery", "policy", "query", "request", "tables", "versions" })
package org.shuyuan.gateway.verification;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
