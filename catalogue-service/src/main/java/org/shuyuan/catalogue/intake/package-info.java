/**
 * Registering in bulk: JSON lines and RDF, a durable result for every record.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "agency", "caller", "changes", "entry", "problem", "rdf", "request" })
package org.shuyuan.catalogue.intake;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
