/**
 * What the catalogue has in force, followed by its change feed and held in memory.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "policy", "revocation" })
package org.shuyuan.gateway.catalogue;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
