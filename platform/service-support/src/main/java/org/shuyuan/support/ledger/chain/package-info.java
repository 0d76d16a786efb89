/**
 * The chain of a ledger: records, hashes, signed checkpoints, and their verification.
 */
@NullMarked
package org.shuyuan.support.ledger.chain;

import org.jspecify.annotations.NullMarked;
