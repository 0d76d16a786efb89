package org.shuyuan.gateway.objects;

/**
 * An object that is durably stored.
 *
 * @param sha256 its address
 * @param bytes its length, 0 or more
 */
public record StoredObject(Sha256 sha256, long bytes) {
}
