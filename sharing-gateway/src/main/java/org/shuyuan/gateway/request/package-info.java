/**
 * Requests between departments: undertakings, two persons on each side, deadlines,
 * grants.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "catalogue", "columns", "policy", "problem", "query", "revocation", "versions", "web" })
package org.shuyuan.gateway.request;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
