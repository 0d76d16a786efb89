/**
 * Roles of accounts and which of them one account may hold together.
 */
@NullMarked
package org.shuyuan.vocab.role;

import org.jspecify.annotations.NullMarked;
