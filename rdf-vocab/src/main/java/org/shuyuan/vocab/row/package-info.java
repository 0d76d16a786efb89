/**
 * Conditions on rows and the values that they compare.
 */
@NullMarked
package org.shuyuan.vocab.row;

import org.jspecify.annotations.NullMarked;
