package org.shuyuan.gateway.versions;

import org.shuyuan.vocab.Text;

/**
 * What the steward should know of how a version was read.
 *
 * @param code stable code
 * @param text what was noticed, for people
 */
public record VersionNote(String code, Text text) {
}
