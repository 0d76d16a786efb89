/**
 * The catalogue's public answers, over HTTP.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.portal.catalogue;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
