/**
 * The ledger of a service: one chain of records, written once, signed at intervals, and
 * verified without the platform.
 */
@NullMarked
package org.shuyuan.support.ledger;

import org.jspecify.annotations.NullMarked;
