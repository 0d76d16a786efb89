/**
 * Who may open which page, and signing in and out.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.portal.signin;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
