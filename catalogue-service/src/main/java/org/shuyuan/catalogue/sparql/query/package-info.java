/**
 * One SPARQL query: read-only, and bounded in time, memory and regular expressions.
 */
@NullMarked
package org.shuyuan.catalogue.sparql.query;

import org.jspecify.annotations.NullMarked;
