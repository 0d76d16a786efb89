/**
 * The API, described for people and for machines.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "catalogue", "home" })
package org.shuyuan.portal.developers;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
