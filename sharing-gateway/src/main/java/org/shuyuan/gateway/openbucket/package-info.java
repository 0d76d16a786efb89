/**
 * Copies of what anybody may have whole, in a bucket that anybody may read.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "catalogue", "database", "objects", "policy", "publication",
		"revocation", "versions" })
package org.shuyuan.gateway.openbucket;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
