package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps objects under the hash of their bytes. Small on purpose: what a file system and
 * any S3 server can both do.
 */
public interface ObjectStore {

	/**
	 * Keeps everything the stream yields, in constant memory. When this returns, the
	 * object survives a crash; when it throws, nothing is left.
	 * @param limit the most bytes accepted
	 * @throws ObjectTooLarge if there are more
	 * @throws IOException if the stream breaks off or the disk fails
	 */
	StoredObject put(InputStream bytes, long limit) throws IOException;

	/**
	 * A part of an object.
	 * @param from first byte, from 0
	 * @param length how many bytes
	 * @throws java.nio.file.NoSuchFileException if there is no such object
	 */
	InputStream open(Sha256 sha256, long from, long length) throws IOException;

	/** The whole object. */
	default InputStream open(Sha256 sha256) throws IOException {
		return open(sha256, 0, Long.MAX_VALUE);
	}

	/** Where the object lies on this machine's disk, if it does. */
	Optional<Path> findLocal(Sha256 sha256);

	/** Removes an object; removing what is not there is fine. */
	void delete(Sha256 sha256) throws IOException;

	/**
	 * Removes what was stored before this process started and nobody refers to: uploads
	 * that ended between the bytes and the record.
	 * @return how many objects were removed
	 */
	int sweep(Predicate<Sha256> wanted) throws IOException;

}
