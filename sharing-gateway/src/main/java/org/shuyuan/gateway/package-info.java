/**
 * Who may have which data, and the bytes going out: requests, grants, decisions,
 * delivery, negative list, audit.
 */
@NullMarked
package org.shuyuan.gateway;

import org.jspecify.annotations.NullMarked;
