/**
 * Who is calling: tokens, roles, and what every call to this service passes first.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "problem")
package org.shuyuan.gateway.caller;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
