/**
 * What may be asked of a table, parsed: filters with their operators, order, groups.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "columns", "problem" })
package org.shuyuan.gateway.query;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
