/**
 * What calls have in common: bounded bodies, idempotency keys, preconditions, pages.
 */
@NullMarked
package org.shuyuan.edge.web;

import org.jspecify.annotations.NullMarked;
