/**
 * What every service has where calls come in: who calls, how it says no, and the database
 * that it is given.
 */
@NullMarked
package org.shuyuan.support;

import org.jspecify.annotations.NullMarked;
