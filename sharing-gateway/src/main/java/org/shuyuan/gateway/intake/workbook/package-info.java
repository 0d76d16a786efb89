/**
 * Reads the sheets of uploaded workbooks, and of pages that hold tables like sheets:
 * cells, numbers and days, counted from 1900 or 1904.
 */
@NullMarked
package org.shuyuan.gateway.intake.workbook;

import org.jspecify.annotations.NullMarked;
