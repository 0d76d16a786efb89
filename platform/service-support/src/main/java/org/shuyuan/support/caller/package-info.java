/**
 * Who is calling: tokens, roles, and whether their holders are still active.
 */
@NullMarked
package org.shuyuan.support.caller;

import org.jspecify.annotations.NullMarked;
