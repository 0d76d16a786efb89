/**
 * Agencies, who acts for them, and the duties that say which data they should have.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "changes", "problem" })
package org.shuyuan.catalogue.agency;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
