/**
 * The dataset that queries run on: embedded in the process, or on a SPARQL server.
 */
@NullMarked
package org.shuyuan.catalogue.sparql.store;

import org.jspecify.annotations.NullMarked;
