/**
 * How a service describes its HTTP interface in OpenAPI: what all operations have in
 * common is said here once.
 */
@NullMarked
package org.shuyuan.support.openapi;

import org.jspecify.annotations.NullMarked;
