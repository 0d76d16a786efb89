/**
 * Where calls come in: which paths are this service's, who may call what, and what writes
 * have in common.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.catalogue.web;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
