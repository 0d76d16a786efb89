/**
 * Reads tables and text out of files: header, layout, rows, and everything beside a
 * table.
 */
@NullMarked
package org.shuyuan.gateway.intake.reading;

import org.jspecify.annotations.NullMarked;
