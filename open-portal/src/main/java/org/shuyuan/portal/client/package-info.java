/**
 * Calls to the services in the name of the person signed in, and what they answer.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.portal.client;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
