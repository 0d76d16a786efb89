/**
 * What a description of an entry must say and may not say before it is stored.
 */
@NullMarked
package org.shuyuan.catalogue.entry.validation;

import org.jspecify.annotations.NullMarked;
