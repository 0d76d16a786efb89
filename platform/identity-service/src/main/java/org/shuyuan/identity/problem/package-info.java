/**
 * The types of problems that the identity service answers with, and where they are read.
 */
@NullMarked
package org.shuyuan.identity.problem;

import org.jspecify.annotations.NullMarked;
