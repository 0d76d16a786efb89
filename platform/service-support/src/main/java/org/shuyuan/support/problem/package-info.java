/**
 * How services say no: RFC 9457 problems in English and Chinese, each with advice.
 */
@NullMarked
package org.shuyuan.support.problem;

import org.jspecify.annotations.NullMarked;
