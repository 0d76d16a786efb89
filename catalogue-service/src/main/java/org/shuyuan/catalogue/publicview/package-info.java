/**
 * The public view: a separate schema that holds public entries' public parts and is read
 * under a role that can read nothing else.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "changes", "database", "problem", "rdf" })
package org.shuyuan.catalogue.publicview;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
