/**
 * Brings a version into force, or has it wait for its steward, and announces it in the
 * feed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "catalogue", "columns", "comparison", "inspection", "objects", "problem",
		"queue", "recall", "revocation", "tables", "versions" })
package org.shuyuan.gateway.publication;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
