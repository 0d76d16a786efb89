/**
 * The types of problems that the catalogue answers with, and where they are read.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.catalogue.problem;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
