/**
 * What waits for a decision, and which deadlines have passed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "dispute", "request", "versions", "web" })
package org.shuyuan.gateway.desk;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
