/**
 * Journeys: what people and machines do with a running standalone, over HTTP and in a
 * real browser.
 */
@NullMarked
package org.shuyuan.acceptance;

import org.jspecify.annotations.NullMarked;
