package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.nio.file.Path;

import org.shuyuan.observability.InvalidSetting;

import org.springframework.boot.context.properties.bind.Binder;

/**
 * Opens the store that the settings name.
 */
public final class ObjectStores {

	private ObjectStores() {
	}

	/**
	 * The store as {@code SHUYUAN_OBJECTS} names it, for a program that looks after the
	 * platform's objects from beside it.
	 * @param location the gateway's folder of objects
	 * @param incoming folder of this process for what is on its way; to put files, on the
	 * disk of the location
	 * @throws InvalidSetting if a setting is missing or wrong
	 */
	public static ObjectStore of(Binder environment, Path location, Path incoming) throws IOException {
		return of(environment.bind("shuyuan.objects", String.class).orElse("files"),
				environment.bindOrCreate("shuyuan.s3", S3Properties.class), location, incoming);
	}

	static ObjectStore of(String kind, S3Properties s3, Path location, Path incoming) throws IOException {
		return switch (kind) {
			case "", "files" -> new FileObjectStore(location, incoming);
			case "s3" -> new S3ObjectStore(s3, incoming);
			default -> throw new InvalidSetting("SHUYUAN_OBJECTS is '%s'; 'files' or 's3' is expected".formatted(kind));
		};
	}

}
