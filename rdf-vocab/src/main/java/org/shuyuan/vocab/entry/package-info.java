/**
 * The catalogue entry, its items and distributions, and the part of it that is public.
 */
@NullMarked
package org.shuyuan.vocab.entry;

import org.jspecify.annotations.NullMarked;
