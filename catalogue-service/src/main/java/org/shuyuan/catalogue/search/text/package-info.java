/**
 * Analysis of text, without a search engine: normalization, segmentation, pinyin,
 * synonyms, and what a query means.
 */
@NullMarked
package org.shuyuan.catalogue.search.text;

import org.jspecify.annotations.NullMarked;
