/**
 * Tables of data: written once as Parquet with a profile, then asked with parsed queries
 * only.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "columns", "problem", "query" })
package org.shuyuan.gateway.tables;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
