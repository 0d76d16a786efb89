/**
 * Follows the gateway's feed of data, so that the public view says which data there are.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "publicview")
package org.shuyuan.catalogue.datafeed;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
