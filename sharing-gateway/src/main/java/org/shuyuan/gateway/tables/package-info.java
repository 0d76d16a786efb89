/**
 * Tables of data: written once as Parquet with a profile, then asked with parsed
 * parameters only.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "problem")
package org.shuyuan.gateway.tables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
