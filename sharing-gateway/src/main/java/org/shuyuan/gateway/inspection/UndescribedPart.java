package org.shuyuan.gateway.inspection;

/**
 * Something that an original holds beside its table, and that no item describes.
 *
 * @param code what kind of thing
 * @param zh that in Chinese
 * @param en that in English
 */
public record UndescribedPart(String code, String zh, String en) {
}
