/**
 * How this service says no: RFC 9457 problems in English and Chinese, each with advice.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.gateway.problem;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
