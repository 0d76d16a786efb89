/**
 * The catalogue's own schema and its migrations.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.catalogue.database;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
