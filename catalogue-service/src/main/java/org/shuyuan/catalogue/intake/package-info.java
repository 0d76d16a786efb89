/**
 * Registering in bulk: JSON lines and RDF, a durable result for every record.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "agency", "entry", "problem", "rdf" })
package org.shuyuan.catalogue.intake;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
