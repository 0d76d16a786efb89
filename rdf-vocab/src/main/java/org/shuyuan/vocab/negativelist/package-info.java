/**
 * What the negative list excludes from opening: marks of secrecy and names of personal
 * data.
 */
@NullMarked
package org.shuyuan.vocab.negativelist;

import org.jspecify.annotations.NullMarked;
