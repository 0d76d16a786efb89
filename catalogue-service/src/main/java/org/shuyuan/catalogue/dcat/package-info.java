/**
 * The catalogue as DCAT: the graph of public entries, in pages and as a whole.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "publicview", "rdf" })
package org.shuyuan.catalogue.dcat;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
