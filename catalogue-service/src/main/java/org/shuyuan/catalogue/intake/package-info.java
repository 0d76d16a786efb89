/**
 * Registering in bulk: JSON lines, RDF and workbooks, a durable result for every record.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "agency", "changes", "entry", "problem", "rdf", "text", "workbook" })
package org.shuyuan.catalogue.intake;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
