package org.shuyuan.gateway.inspection;

/**
 * Why a version is kept as a file, refused or failed.
 *
 * @param code stable code
 * @param zh in Chinese
 * @param en in English
 */
public record VersionReason(String code, String zh, String en) {
}
