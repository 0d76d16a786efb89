/**
 * The index in Lucene, within the process.
 */
@NullMarked
package org.shuyuan.catalogue.search.lucene;

import org.jspecify.annotations.NullMarked;
