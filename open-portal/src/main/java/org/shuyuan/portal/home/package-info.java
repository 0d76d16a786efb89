/**
 * The first page, and what machines look for at the root.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "catalogue", "page" })
package org.shuyuan.portal.home;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
