/**
 * How an entry and its items are classified: sharing class and mode, openness, grade,
 * sensitivity, and the clause that each rests on.
 */
@NullMarked
package org.shuyuan.vocab.classification;

import org.jspecify.annotations.NullMarked;
