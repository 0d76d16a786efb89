/**
 * Requests between departments: undertakings, two keys on each side, clocks, grants,
 * disputes.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "policy", "catalogue", "revocation", "tables", "versions" })
package org.shuyuan.gateway.request;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
