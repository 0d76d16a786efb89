/**
 * The gateway's own schema and its migrations.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.gateway.database;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
