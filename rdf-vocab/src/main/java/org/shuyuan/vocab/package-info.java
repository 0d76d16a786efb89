/**
 * What things are called: identifiers, classes, grades and the catalogue entry itself,
 * shared by every service and free of any framework.
 */
@NullMarked
package org.shuyuan.vocab;

import org.jspecify.annotations.NullMarked;
