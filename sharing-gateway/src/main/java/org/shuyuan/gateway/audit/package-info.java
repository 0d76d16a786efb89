/**
 * The ledger: every decision, durable before the first byte, chained so that an edit
 * shows.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "objects")
package org.shuyuan.gateway.audit;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
