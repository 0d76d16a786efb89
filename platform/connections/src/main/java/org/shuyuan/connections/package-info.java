/**
 * The connections that the embedded server keeps: how many, for how long, and how one of
 * them is reset.
 */
@NullMarked
package org.shuyuan.connections;

import org.jspecify.annotations.NullMarked;
