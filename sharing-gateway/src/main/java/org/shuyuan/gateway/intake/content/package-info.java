/**
 * The bytes of one file within limits of size and time, packed ones included.
 */
@NullMarked
package org.shuyuan.gateway.intake.content;

import org.jspecify.annotations.NullMarked;
