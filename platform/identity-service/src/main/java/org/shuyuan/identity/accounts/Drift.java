package org.shuyuan.identity.accounts;

/**
 * Something that the issuer of tokens says otherwise than the platform.
 *
 * @param kind {@code agency}, {@code person} or {@code system}
 * @param name code, user name or client id
 * @param difference {@code missing}, {@code unknown}, {@code disabled}, {@code roles},
 * {@code agency}, {@code group}, {@code provisioned} (without the mark that the platform
 * made it) or, of an agency, {@code name}
 * @param expected what the platform has
 * @param found what the issuer has
 */
public record Drift(String kind, String name, String difference, String expected, String found) {
}
