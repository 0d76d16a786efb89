/**
 * Accounts of people and of systems: their roles, their secrets, who manages them.
 */
@NullMarked
package org.shuyuan.identity.accounts;

import org.jspecify.annotations.NullMarked;
