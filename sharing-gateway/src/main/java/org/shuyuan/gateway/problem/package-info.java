/**
 * The types of problems that the gateway answers with, and where they are read.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "policy")
package org.shuyuan.gateway.problem;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
