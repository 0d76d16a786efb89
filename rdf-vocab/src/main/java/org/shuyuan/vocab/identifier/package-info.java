/**
 * Identifiers of entries, items, distributions, grants, requests and agencies.
 */
@NullMarked
package org.shuyuan.vocab.identifier;

import org.jspecify.annotations.NullMarked;
