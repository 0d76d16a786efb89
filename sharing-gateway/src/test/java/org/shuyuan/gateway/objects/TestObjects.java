package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Objects in a folder of a test's own. */
public final class TestObjects {

	private TestObjects() {
	}

	public static ObjectStore in(Path folder) {
		try {
			return new FileObjectStore(folder);
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

}
