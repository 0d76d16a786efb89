/**
 * Agencies' workbooks 目录编制表: the spreadsheets in which they keep their catalogues, read
 * and written in the layouts of the compilation guide (政务信息资源目录编制指南, 2017).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.catalogue.workbook;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
