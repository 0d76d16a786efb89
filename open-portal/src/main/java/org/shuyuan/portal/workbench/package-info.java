/**
 * The desks of the departments: describing data, asking for other departments' data, and
 * answering those who ask.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "client", "display" })
package org.shuyuan.portal.workbench;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
