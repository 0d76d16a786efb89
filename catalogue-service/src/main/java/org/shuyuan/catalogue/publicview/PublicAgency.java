package org.shuyuan.catalogue.publicview;

import java.time.Instant;

import tools.jackson.databind.JsonNode;

/**
 * An agency in the public view.
 *
 * @param id unified social credit code
 * @param position position in the public feed
 * @param changed when it was last changed
 * @param document the agency
 */
record PublicAgency(String id, long position, Instant changed, JsonNode document) {
}
