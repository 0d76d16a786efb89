package org.shuyuan.gateway.inspection;

/**
 * The rules that content is scanned under: those that ship with this release, and the
 * words that the data authority has set.
 *
 * @param version grows with every change of what they find
 * @param wordsVersion the version that brought the words of today
 */
public record ScanRules(int version, int wordsVersion) {
}
