/**
 * What an index holds and answers, for any engine.
 */
@NullMarked
package org.shuyuan.catalogue.search.index;

import org.jspecify.annotations.NullMarked;
