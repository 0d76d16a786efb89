/**
 * The content's part of the negative list: its rules, the scan that finds what they
 * forbid to open, and what the authority decides about the hits, which are kept with
 * their versions.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "inspection", "problem", "publication", "versions" })
package org.shuyuan.gateway.negativelist;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
