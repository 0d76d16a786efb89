/**
 * Who is calling: tokens, roles, and whether who holds them still stands.
 */
@NullMarked
package org.shuyuan.support.caller;

import org.jspecify.annotations.NullMarked;
