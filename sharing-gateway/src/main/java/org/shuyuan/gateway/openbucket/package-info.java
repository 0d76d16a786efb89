/**
 * Copies of what is open in full, in a bucket that anyone may read.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "access", "catalogue", "database", "objects", "policy", "publication",
		"revocation", "versions" })
package org.shuyuan.gateway.openbucket;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
