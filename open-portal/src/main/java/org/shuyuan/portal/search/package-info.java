/**
 * Finding entries, for people and as RDF.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "catalogue")
package org.shuyuan.portal.search;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
