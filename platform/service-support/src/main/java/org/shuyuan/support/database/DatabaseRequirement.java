package org.shuyuan.support.database;

/**
 * What a service needs of its database beyond its own schema.
 *
 * @param condition SQL that is true if it is satisfied
 * @param otherwise what is to be done where it is not; {@code %s} is the user
 */
public record DatabaseRequirement(String condition, String otherwise) {
}
