package org.shuyuan.gateway.versions;

/**
 * The rules that content is scanned under.
 *
 * @param version grows with every change of what they find
 */
public record ScanRules(int version) {
}
