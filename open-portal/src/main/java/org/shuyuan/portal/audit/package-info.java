/**
 * The auditor's desk: decisions as they were recorded, and the chain that proves them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "client", "display" })
package org.shuyuan.portal.audit;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
