/**
 * Agencies, and who acts for them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "changes", "problem" })
package org.shuyuan.catalogue.agency;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
