/**
 * Reads the sheets of workbooks, and of pages that hold tables like sheets.
 */
@NullMarked
package org.shuyuan.gateway.intake.workbook;

import org.jspecify.annotations.NullMarked;
