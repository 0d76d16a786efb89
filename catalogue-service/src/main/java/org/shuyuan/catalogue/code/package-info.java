/**
 * Code lists and the vocabulary, as they are published.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "rdf", "problem" })
package org.shuyuan.catalogue.code;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
