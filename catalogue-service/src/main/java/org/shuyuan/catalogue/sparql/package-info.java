/**
 * SPARQL over the public view: a read-only endpoint with limits, and the dataset that it
 * asks.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "problem", "publicview", "rdf" })
package org.shuyuan.catalogue.sparql;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
