/**
 * The versions of data under each distribution: what came, what became of it, which one
 * is in force.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "catalogue", "columns", "inspection", "objects", "revocation" })
package org.shuyuan.gateway.versions;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
