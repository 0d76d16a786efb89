package org.shuyuan.gateway.intake.content;

import java.io.IOException;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a zip file is by the parts in it.
 */
public final class ZipContent {

	/** How a zip file begins (PKWARE APPNOTE 4.3.7). */
	public static final String MAGIC = "PK\u0003\u0004";

	private ZipContent() {
	}

	/** Whether the content is a zip file that has a part of this name. */
	public static boolean has(FileContent content, String part) throws IOException {
		if (!content.starts(MAGIC)) {
			return false;
		}
		try (ZipFile zip = new ZipFile(content.file().toFile())) {
			return zip.getEntry(part) != null;
		}
		catch (ZipException _) {
			return false;
		}
	}

}
