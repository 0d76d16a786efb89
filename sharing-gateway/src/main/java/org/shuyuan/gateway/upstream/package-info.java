/**
 * Where agencies' own services answer, and how they are asked without being led astray.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "catalogue", "problem" })
package org.shuyuan.gateway.upstream;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
