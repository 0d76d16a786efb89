/**
 * What the inspection of an upload found: state, reasons, notes, findings.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "columns", "objects" })
package org.shuyuan.gateway.inspection;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
