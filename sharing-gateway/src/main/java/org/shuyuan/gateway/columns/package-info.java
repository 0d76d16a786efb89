/**
 * Columns of a table: types, profiles, and how values are written.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.gateway.columns;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
