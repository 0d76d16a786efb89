/**
 * The one-source register: who collects a data element for a kind of entity in an area.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "database")
package org.shuyuan.catalogue.source;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
