/**
 * The formats of files, one class for each, and how one is recognised by its content.
 */
@NullMarked
package org.shuyuan.gateway.intake.formats;

import org.jspecify.annotations.NullMarked;
