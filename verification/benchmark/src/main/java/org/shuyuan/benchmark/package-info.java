/**
 * Measurements of a running standalone, each beside its target, and of the decision in
 * process.
 */
@NullMarked
package org.shuyuan.benchmark;

import org.jspecify.annotations.NullMarked;
