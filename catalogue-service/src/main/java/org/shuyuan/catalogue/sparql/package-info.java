/**
 * SPARQL over the public view: a dataset drawn from it, and a read-only endpoint with
 * limits.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "publicview", "rdf", "problem" })
package org.shuyuan.catalogue.sparql;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
