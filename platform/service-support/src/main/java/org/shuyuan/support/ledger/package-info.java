/**
 * The ledger of a service: one chain of records, written once, signed at intervals, and
 * verified without the platform. What a record holds is erased by two persons, not before
 * the term that is set.
 */
@NullMarked
package org.shuyuan.support.ledger;

import org.jspecify.annotations.NullMarked;
