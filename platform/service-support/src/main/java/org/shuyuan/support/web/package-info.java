/**
 * What calls have in common: bounded bodies, idempotency keys, preconditions, pages.
 */
@NullMarked
package org.shuyuan.support.web;

import org.jspecify.annotations.NullMarked;
