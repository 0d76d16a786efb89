/**
 * The data authority's desk: review, sources, negative list, disputes, supervision.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "client", "display" })
package org.shuyuan.portal.authority;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
