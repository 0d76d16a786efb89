/**
 * The formats in which rows are delivered: csv, NDJSON, xlsx.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "columns", "tables" })
package org.shuyuan.gateway.rowformat;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
