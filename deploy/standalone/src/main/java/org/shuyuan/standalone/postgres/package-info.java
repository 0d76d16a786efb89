/**
 * The standalone's own PostgreSQL: unpacked, started before everything else, stopped
 * after it, durable and found again after a kill.
 */
@NullMarked
package org.shuyuan.standalone.postgres;

import org.jspecify.annotations.NullMarked;
