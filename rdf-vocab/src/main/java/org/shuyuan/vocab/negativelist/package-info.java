/**
 * What the negative list keeps from being open: marks of secrecy and names of personal
 * data.
 */
@NullMarked
package org.shuyuan.vocab.negativelist;

import org.jspecify.annotations.NullMarked;
