/**
 * Finds what an original file holds beside the table that its entry describes. What is
 * not known to be part of a plain table is reported, so that the original stays closed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "inspection")
package org.shuyuan.gateway.undescribed;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
