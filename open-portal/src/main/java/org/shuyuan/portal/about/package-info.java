/**
 * What the portal is, the law behind it, accessibility, the design.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.portal.about;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
