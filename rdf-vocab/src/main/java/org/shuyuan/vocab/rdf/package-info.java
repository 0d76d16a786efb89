/**
 * Entries as RDF, read and written, and the shapes that they are checked against.
 */
@NullMarked
package org.shuyuan.vocab.rdf;

import org.jspecify.annotations.NullMarked;
