/**
 * Applications of people, under their real names, for data that open conditionally.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "web", "policy", "catalogue", "revocation", "problem" })
package org.shuyuan.gateway.opening;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
