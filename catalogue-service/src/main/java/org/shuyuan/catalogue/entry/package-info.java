/**
 * Entries from the first draft to the last day: registering, revising, assessing,
 * consenting, publishing.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "agency", "caller", "changes", "problem", "publicview", "rdf", "request", "source" })
package org.shuyuan.catalogue.entry;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
