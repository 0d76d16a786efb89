/**
 * Disputes about who is the one source, and how the authority decides them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "entry", "source", "web", "problem" })
package org.shuyuan.catalogue.conflict;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
