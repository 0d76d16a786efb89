/**
 * What data exists: entries, their one source, duties, review, search, RDF out.
 */
@NullMarked
package org.shuyuan.catalogue;

import org.jspecify.annotations.NullMarked;
