/**
 * Requests between departments: undertakings, two keys on each side, clocks, grants,
 * disputes.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "web", "policy", "catalogue", "revocation", "tables", "versions", "problem" })
package org.shuyuan.gateway.request;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
