/**
 * What writes have in common: bounded bodies, idempotency keys, preconditions, pages.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "caller", "problem" })
package org.shuyuan.gateway.web;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
