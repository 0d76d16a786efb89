/**
 * RDF as it is stored and exchanged: compact storage, media types, message converters.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.catalogue.rdf;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
