/**
 * The database: a PostgreSQL server somewhere else, and whether it takes work.
 */
@NullMarked
package org.shuyuan.support.database;

import org.jspecify.annotations.NullMarked;
