/**
 * Finds entries by words, in two indexes that are built from the change log and can be
 * deleted: one that holds only what is public, one for departments.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "agency", "changes", "problem", "publicview", "text" })
package org.shuyuan.catalogue.search;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
