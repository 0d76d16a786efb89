package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stores objects under the hash of their bytes. Small on purpose: what a file system and
 * any S3 server can both do.
 */
public interface ObjectStore {

	/**
	 * Stores everything the stream yields, in constant memory. When this returns, the
	 * object survives a crash; when it throws, nothing is left.
	 * @param limit the most bytes accepted
	 * @throws ObjectTooLarge if there are more
	 * @throws IOException if the stream ends prematurely or the disk fails
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	StoredObject put(InputStream bytes, long limit) throws IOException;

	/**
	 * A part of an object; what is beyond its end is absent.
	 * @param from first byte, from 0
	 * @param length how many bytes
	 * @throws java.nio.file.NoSuchFileException if there is no such object
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	InputStream open(Sha256 sha256, long from, long length) throws IOException;

	/**
	 * The whole object; the stream fails with an {@link IOException} instead of ending if
	 * the bytes no longer match the address.
	 */
	default InputStream open(Sha256 sha256) throws IOException {
		return new CheckedObject(open(sha256, 0, Long.MAX_VALUE), sha256);
	}

	/** Where the object is on this machine's disk, if it is. */
	Optional<Path> findLocal(Sha256 sha256);

	/**
	 * Locks an object that was found clean against removal by others, where the store can
	 * and for as long as the settings say.
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	void retain(Sha256 sha256);

	/** Removes an object; removing what is not there is fine. */
	void delete(Sha256 sha256) throws IOException;

	/**
	 * Returns where the store does its work.
	 * @throws Exception if it cannot, or does not answer
	 */
	void check() throws Exception;

	/**
	 * Whether there is such an object.
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	boolean has(Sha256 sha256);

	/**
	 * Everything that is stored, read on demand; close it.
	 * @throws ObjectsUnreachable if the store does not answer, also while it is read
	 */
	Stream<Sha256> list() throws IOException;

	/**
	 * Removes what is not referenced, such as an upload that ended between the bytes and
	 * the record; spares what is so young that its record may still be on its way. A lock
	 * is not bypassed, and where the store keeps versions the object can be recovered.
	 * @return whether it was removed
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	boolean sweep(Sha256 sha256) throws IOException;

	/**
	 * Whose objects these are, if it was said.
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	Optional<String> findOwner() throws IOException;

	/**
	 * Says whose objects these are.
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	void own(String owner) throws IOException;

}
