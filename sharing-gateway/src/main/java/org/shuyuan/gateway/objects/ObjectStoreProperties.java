package org.shuyuan.gateway.objects;

import org.shuyuan.observability.InvalidSetting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where uploads are kept, and how readers come to open files.
 *
 * @param objects {@code files} or {@code s3}
 * @param objectsRedirect {@code yes} to send readers to the open bucket, or {@code no}
 */
@ConfigurationProperties("shuyuan")
record ObjectStoreProperties(@DefaultValue("files") String objects, @DefaultValue("no") String objectsRedirect) {

	/**
	 * Whether readers are sent to the open bucket.
	 * @throws InvalidSetting if it says neither yes nor no
	 */
	boolean redirects() {
		return switch (this.objectsRedirect) {
			case "yes" -> true;
			case "", "no" -> false;
			default -> throw new InvalidSetting(
					"SHUYUAN_OBJECTS_REDIRECT is '%s'; 'yes' or 'no' is expected".formatted(this.objectsRedirect));
		};
	}

}
