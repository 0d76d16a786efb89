package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.minio.ComposeObjectArgs;
import io.minio.CopyObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.Result;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import org.shuyuan.observability.InvalidSetting;

import org.springframework.beans.factory.DisposableBean;

/**
 * The bucket of what is open to anyone: copies of originals, made by the S3 server
 * itself. A key for it can read nothing else. What may be in it is not decided here.
 */
public class OpenBucket implements DisposableBean {

	/** What a server copies well within a minute. */
	private static final long AT_ONCE = 256L << 20;

	/** Finds out what a key may read. */
	private static final String PROBE = "temporary/probe";

	private static final int LINK_SECONDS = 60;

	private final S3Server server;

	private final MinioClient client;

	private final String originals;

	private final String bucket;

	private final List<String> shortcomings;

	private final Optional<S3Server> readers;

	/**
	 * Finds the bucket, or makes it.
	 * @param redirects whether readers may be sent there
	 * @throws InvalidSetting if the server cannot be used as set up, the originals are
	 * readable without a key, or the readers' key opens more than this bucket
	 */
	OpenBucket(S3Properties properties, boolean redirects) {
		this.originals = properties.originalsBucket();
		this.bucket = properties.openBucket();
		this.server = new S3Server(properties, properties.key());
		this.client = this.server.client();
		this.server.insistOn(this.originals, "SHUYUAN_S3_ORIGINALS", true);
		this.server.insistOn(this.bucket, "SHUYUAN_S3_OPEN");
		this.shortcomings = new BucketSetup(this.server, this.bucket).copies();
		closeOriginals(properties);
		this.readers = redirects ? Optional.of(readers(properties)) : Optional.empty();
	}

	/** A bucket policy may grant to everyone what none of our keys does. */
	private void closeOriginals(S3Properties properties) {
		try (S3Server anybody = new S3Server(properties.address(), properties.region(), Optional.empty())) {
			probe(this.originals);
			if (anybody.mayRead(this.originals, PROBE)) {
				throw new InvalidSetting(
						"The bucket '%s' of originals is readable without a key: remove the policy that allows it, or name another bucket as SHUYUAN_S3_ORIGINALS"
							.formatted(this.originals));
			}
		}
		catch (MinioException | IllegalStateException | IOException failure) {
			throw new InvalidSetting(
					"Whether the bucket '%s' of originals is readable without a key could not be checked (%s): check that the key of SHUYUAN_S3_ACCESS_KEY may write '%s' there"
						.formatted(this.originals, failure.getMessage(), PROBE));
		}
	}

	private void probe(String in) throws MinioException {
		this.client.putObject(PutObjectArgs.builder().bucket(in).object(PROBE).data(new byte[] { 1 }, 1).build());
	}

	private S3Server readers(S3Properties properties) {
		S3Key key = properties.openKey();
		try (S3Server reader = new S3Server(properties, key)) {
			for (String each : List.of(this.originals, this.bucket)) {
				probe(each);
			}
			if (reader.mayRead(this.originals, PROBE)) {
				throw new InvalidSetting(
						"The key of SHUYUAN_S3_OPEN_ACCESS_KEY may read the bucket '%s' of originals: give it deploy/s3/open-reader.json and nothing else"
							.formatted(this.originals));
			}
			if (!reader.mayRead(this.bucket, PROBE)) {
				throw new InvalidSetting(
						"The key of SHUYUAN_S3_OPEN_ACCESS_KEY may not read the bucket '%s': give it deploy/s3/open-reader.json"
							.formatted(this.bucket));
			}
		}
		catch (MinioException | IllegalStateException | IOException failure) {
			throw new InvalidSetting(
					"The S3 server refuses the key of SHUYUAN_S3_OPEN_ACCESS_KEY, or to try it: check it and its secret");
		}
		return new S3Server(properties.openAddress(), properties.region(), Optional.of(key));
	}

	/**
	 * Copies an original; when this returns it can be read from the bucket.
	 * @throws NoSuchFileException if there is no such original
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	public void place(OpenCopy copy) throws IOException {
		try {
			long bytes = bytes(this.originals, copy.sha256().value());
			if (bytes > AT_ONCE) {
				this.client.composeObject(ComposeObjectArgs.builder()
					.bucket(this.bucket)
					.object(copy.key())
					.sources(parts(copy.sha256(), bytes))
					.build());
			}
			else {
				this.client.copyObject(CopyObjectArgs.builder()
					.bucket(this.bucket)
					.object(copy.key())
					.source(SourceObject.builder().bucket(this.originals).object(copy.sha256().value()).build())
					.build());
			}
			long placed = bytes(this.bucket, copy.key());
			if (placed != bytes) {
				throw new IOException("The S3 server copied %d bytes of %d".formatted(placed, bytes));
			}
		}
		catch (ErrorResponseException refused) {
			if (S3Server.isAbsence(refused)) {
				throw new NoSuchFileException(copy.sha256().value());
			}
			throw new ObjectsUnreachable(refused);
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	private long bytes(String in, String key) throws MinioException {
		return this.client.statObject(StatObjectArgs.builder().bucket(in).object(key).build()).size();
	}

	private List<SourceObject> parts(Sha256 original, long bytes) {
		List<SourceObject> parts = new ArrayList<>();
		for (long from = 0; from < bytes; from += AT_ONCE) {
			parts.add(SourceObject.builder()
				.bucket(this.originals)
				.object(original.value())
				.offset(from)
				.length(Math.min(AT_ONCE, bytes - from))
				.build());
		}
		return parts;
	}

	/**
	 * Removes a copy, with every version of it; removing what is not there is fine.
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	public void remove(OpenCopy copy) {
		try {
			this.server.removeEveryVersion(this.bucket, copy.key());
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	/**
	 * The content of the bucket.
	 * @throws ObjectsUnreachable if the store does not answer
	 */
	public Set<OpenCopy> copies() {
		Set<OpenCopy> copies = new HashSet<>();
		try {
			for (Result<Item> each : this.client
				.listObjects(ListObjectsArgs.builder().bucket(this.bucket).recursive(true).build())) {
				OpenCopy.ofKey(each.get().objectName()).ifPresent(copies::add);
			}
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
		return copies;
	}

	/**
	 * An address from which anyone can get a copy for a minute, if readers may be sent to
	 * the bucket. It does not look whether the copy is there.
	 * @param as the header {@code Content-Disposition} of the answer
	 * @param mediaType the media type of the answer
	 */
	public Optional<URI> link(OpenCopy copy, String as, String mediaType) {
		return this.readers.map((readers) -> link(readers.client(), copy, as, mediaType));
	}

	private URI link(MinioClient signing, OpenCopy copy, String as, String mediaType) {
		try {
			return URI.create(signing.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
				.method(Http.Method.GET)
				.bucket(this.bucket)
				.object(copy.key())
				.expiry(LINK_SECONDS)
				.extraQueryParams(Map.of("response-content-disposition", as, "response-content-type", mediaType,
						"response-cache-control", "no-store"))
				.build()));
		}
		catch (MinioException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	/** What the server cannot do of what the bucket needs, in sentences. */
	List<String> shortcomings() {
		return this.shortcomings;
	}

	void check() throws IOException {
		try {
			if (!this.server.exists(this.bucket)) {
				throw new IOException("The bucket of what is open is gone");
			}
		}
		catch (MinioException | IllegalStateException silent) {
			throw new IOException(silent);
		}
	}

	@Override
	public void destroy() throws Exception {
		this.server.close();
		if (this.readers.isPresent()) {
			this.readers.get().close();
		}
	}

}
