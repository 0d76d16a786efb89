/**
 * Analysis of text, without a search engine: normalization, segmentation, pinyin,
 * synonyms, and what a query means.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.shuyuan.catalogue.text;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.ApplicationModule;
