/**
 * What an index holds and answers, whichever engine keeps it.
 */
@NullMarked
package org.shuyuan.catalogue.search.index;

import org.jspecify.annotations.NullMarked;
