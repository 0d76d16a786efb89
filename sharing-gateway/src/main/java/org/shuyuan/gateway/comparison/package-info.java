/**
 * Compares a new version with the entry's items, the version before it, and what its
 * sender declared: whether it may take over, waits for its steward, or fails.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "columns", "inspection", "objects", "query", "tables", "versions" })
package org.shuyuan.gateway.comparison;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
