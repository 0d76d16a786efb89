/**
 * The gateway's public answers about data, over HTTP.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.portal.gateway;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
