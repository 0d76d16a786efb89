/**
 * Disputes about requests and data, and how the authority decides them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "problem", "request", "web" })
package org.shuyuan.gateway.dispute;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
