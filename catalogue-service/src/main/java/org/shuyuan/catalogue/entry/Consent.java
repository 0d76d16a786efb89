package org.shuyuan.catalogue.entry;

import java.time.Instant;

/**
 * The head's consent to one revision.
 *
 * @param by subject of the head
 * @param at when
 */
record Consent(String by, Instant at) {
}
