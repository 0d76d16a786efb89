/**
 * A PostgreSQL server somewhere else.
 */
@NullMarked
package org.shuyuan.edge.database;

import org.jspecify.annotations.NullMarked;
