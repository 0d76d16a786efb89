/**
 * The data authority's desk: review, sources, negative list, disputes, supervision.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "desk")
package org.shuyuan.portal.authority;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
