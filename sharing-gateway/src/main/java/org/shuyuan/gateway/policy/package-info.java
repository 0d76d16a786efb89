/**
 * Who may have what: a total, pure function from what is known to permit or refuse.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.gateway.policy;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
