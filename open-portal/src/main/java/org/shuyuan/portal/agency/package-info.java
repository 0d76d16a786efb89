/**
 * Entries by agency and by theme.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "catalogue")
package org.shuyuan.portal.agency;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
