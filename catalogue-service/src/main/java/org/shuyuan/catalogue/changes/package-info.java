/**
 * The change log: every change of an entry or agency, in the order of commits and without
 * gaps, and its feed. What is derived from the catalogue is built from here alone.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "rdf")
package org.shuyuan.catalogue.changes;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
