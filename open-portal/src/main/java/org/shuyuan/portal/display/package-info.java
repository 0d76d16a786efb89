/**
 * Presents answers of the services on pages: labels, codes, facts of an entry, errors of
 * fields.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "client")
package org.shuyuan.portal.display;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
