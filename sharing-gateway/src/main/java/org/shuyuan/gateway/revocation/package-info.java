/**
 * Tells every running stream, on every instance, that something was taken back. What that
 * means for a stream is the gate's to say.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.gateway.revocation;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
