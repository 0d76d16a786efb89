/**
 * One entry: what it is, its data, its chart, its RDF.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "catalogue", "gateway", "page" })
package org.shuyuan.portal.entry;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
