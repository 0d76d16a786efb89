/**
 * The three services and an OAuth2 authorization server in one JVM behind one port, with
 * their own PostgreSQL.
 */
@NullMarked
package org.shuyuan.standalone;

import org.jspecify.annotations.NullMarked;
