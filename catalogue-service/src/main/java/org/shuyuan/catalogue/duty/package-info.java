/**
 * The duties 职能 of agencies and the data that each should yield.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "agency", "entry", "source", "problem" })
package org.shuyuan.catalogue.duty;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
