/**
 * The words that every service shares, free of any framework: terms, code lists and texts
 * in their languages. The packages beneath hold identifiers, classification and the
 * catalogue entry itself.
 */
@NullMarked
package org.shuyuan.vocab;

import org.jspecify.annotations.NullMarked;
