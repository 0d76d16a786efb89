/**
 * Backup of everything that cannot be made again, as one consistent set, and its way back
 * into an empty place.
 */
@NullMarked
package org.shuyuan.standalone.backup;

import org.jspecify.annotations.NullMarked;
