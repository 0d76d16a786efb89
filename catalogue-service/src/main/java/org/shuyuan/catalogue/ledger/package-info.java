/**
 * The catalogue's ledger: every step of its processes, chained and signed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.catalogue.ledger;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
