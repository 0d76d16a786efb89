package org.shuyuan.catalogue.rdf;

import org.jspecify.annotations.Nullable;

/**
 * A statement of a graph that its syntax does not allow, and that was left out.
 *
 * @param line line of the body where the parser stopped, from 1
 * @param subject IRI of its subject, where it has one
 * @param reason what the parser says, in English; empty where it may not be repeated
 * @param secret whether it carries a secrecy marking
 */
public record BrokenStatement(long line, @Nullable String subject, String reason, boolean secret) {
}
