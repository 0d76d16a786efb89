/**
 * Entries from the first draft to the last day: registering, revising, assessing,
 * consenting, publishing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "agency", "changes", "publicview", "rdf", "source", "web", "problem" })
package org.shuyuan.catalogue.entry;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
