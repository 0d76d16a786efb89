/**
 * How the platform is watched by those who run it, the same for each service: a port of
 * their own and what is read there.
 */
@NullMarked
package org.shuyuan.observability;

import org.jspecify.annotations.NullMarked;
