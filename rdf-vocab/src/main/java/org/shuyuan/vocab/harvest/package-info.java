/**
 * Descriptions of other catalogues (DCAT) read as entries.
 */
@NullMarked
package org.shuyuan.vocab.harvest;

import org.jspecify.annotations.NullMarked;
