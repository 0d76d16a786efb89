/**
 * Recalls: the announcement that delivered data must no longer be used.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "inspection", "versions" })
package org.shuyuan.gateway.recall;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
