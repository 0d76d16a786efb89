/**
 * What tests of several modules share. No part of the platform.
 */
@NullMarked
package org.shuyuan.testing;

import org.jspecify.annotations.NullMarked;
