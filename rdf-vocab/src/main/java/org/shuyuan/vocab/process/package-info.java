/**
 * States and steps of requests and hits, and the working days that deadlines count.
 */
@NullMarked
package org.shuyuan.vocab.process;

import org.jspecify.annotations.NullMarked;
