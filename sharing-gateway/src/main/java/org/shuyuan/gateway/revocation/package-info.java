/**
 * Notifies every running stream, on every instance, of a revocation. What that means for
 * a stream is the gate's to say.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.gateway.revocation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
