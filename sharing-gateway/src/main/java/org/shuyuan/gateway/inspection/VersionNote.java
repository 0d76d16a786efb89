package org.shuyuan.gateway.inspection;

import org.shuyuan.vocab.Text;

/**
 * A doubt about how a version was read, for its uploader: what was left out, renamed or
 * guessed.
 *
 * @param code stable code
 * @param text for people
 */
public record VersionNote(String code, Text text) {
}
