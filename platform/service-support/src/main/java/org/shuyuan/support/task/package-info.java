/**
 * What a service does by itself, again and again: how it starts, pauses, fails, recovers,
 * stops and is measured.
 */
@NullMarked
package org.shuyuan.support.task;

import org.jspecify.annotations.NullMarked;
