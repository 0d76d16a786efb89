/**
 * Which character encoding a text file has.
 */
@NullMarked
package org.shuyuan.gateway.intake.encoding;

import org.jspecify.annotations.NullMarked;
