/**
 * The index in Elasticsearch, for several instances.
 */
@NullMarked
package org.shuyuan.catalogue.search.elasticsearch;

import org.jspecify.annotations.NullMarked;
