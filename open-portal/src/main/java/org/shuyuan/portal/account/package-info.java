/**
 * Who is signed in.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "client", "display" })
package org.shuyuan.portal.account;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
