package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.minio.BucketExistsArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import okhttp3.OkHttpClient;

import org.springframework.beans.factory.DisposableBean;

/**
 * Objects on an S3 server, under their hash. What comes is first hashed on this machine's
 * disk; the server checks every part against the signed checksum that travels with it,
 * and a whole object read back is checked against its address. The client throws
 * {@link IllegalStateException} where nobody answers.
 */
class S3ObjectStore implements ObjectStore, DisposableBean {

	private static final long PART = 64L << 20;

	private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

	private static final Set<String> KEEPS_VERSIONS = Set.of("Enabled", "Suspended");

	private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchObject", "NoSuchVersion");

	/** Another instance may just be recording what it has stored. */
	private static final Duration UNRECORDED = Duration.ofDays(1);

	private final MinioClient server;

	private final String bucket;

	private final Incoming incoming;

	private final boolean versioned;

	/**
	 * Finds the bucket, or makes it.
	 * @param incoming folder of this process for what is on its way
	 * @throws ObjectSettingWrong if the server cannot be used as set up
	 */
	S3ObjectStore(S3Properties properties, Path incoming) throws IOException {
		OkHttpClient http = new OkHttpClient.Builder().connectTimeout(Duration.ofSeconds(5))
			.readTimeout(Duration.ofSeconds(60))
			.writeTimeout(Duration.ofSeconds(60))
			.build();
		this.bucket = properties.bucket();
		this.server = MinioClient.builder()
			.endpoint(properties.address().toString())
			.region(properties.region())
			.credentials(properties.account(), properties.secret())
			.httpClient(http, true)
			.build();
		this.versioned = prepare(properties);
		this.incoming = Incoming.in(incoming.toAbsolutePath().normalize());
	}

	private boolean prepare(S3Properties properties) {
		try {
			if (!this.server.bucketExists(BucketExistsArgs.builder().bucket(this.bucket).build())) {
				makeBucket();
			}
			return KEEPS_VERSIONS.contains(String
				.valueOf(this.server.getBucketVersioning(GetBucketVersioningArgs.builder().bucket(this.bucket).build())
					.status()));
		}
		catch (ErrorResponseException refused) {
			throw new ObjectSettingWrong(
					"The S3 server at %s refuses the bucket '%s' (%s): check SHUYUAN_S3_ACCESS_KEY, its secret, SHUYUAN_S3_REGION and SHUYUAN_S3_ORIGINALS"
						.formatted(properties.address(), this.bucket, refused.errorResponse().code()));
		}
		catch (MinioException | IllegalStateException silent) {
			throw new ObjectSettingWrong("No S3 server answers at %s (%s): check SHUYUAN_S3_ENDPOINT"
				.formatted(properties.address(), reason(silent)));
		}
	}

	/** Another instance that starts at the same moment may come first. */
	private void makeBucket() throws MinioException {
		try {
			this.server.makeBucket(MakeBucketArgs.builder().bucket(this.bucket).build());
		}
		catch (ErrorResponseException refused) {
			if (!"BucketAlreadyOwnedByYou".equals(refused.errorResponse().code())) {
				throw refused;
			}
		}
	}

	private static String reason(Throwable failure) {
		Throwable deepest = failure;
		while (deepest.getCause() != null) {
			deepest = deepest.getCause();
		}
		return deepest.getClass().getSimpleName();
	}

	@Override
	public StoredObject put(InputStream bytes, long limit) throws IOException {
		try (Incoming.Arrived arrived = this.incoming.take(bytes, limit)) {
			StoredObject object = arrived.object();
			this.server.uploadObject(UploadObjectArgs.builder()
				.bucket(this.bucket)
				.object(object.sha256().value())
				.contentType("application/octet-stream")
				.filename(arrived.file().toString(), PART)
				.build());
			long kept = this.server
				.statObject(StatObjectArgs.builder().bucket(this.bucket).object(object.sha256().value()).build())
				.size();
			if (kept != object.bytes()) {
				throw new IOException("The S3 server keeps %d bytes of %d".formatted(kept, object.bytes()));
			}
			return object;
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	@Override
	public InputStream open(Sha256 sha256, long from, long length) throws IOException {
		if (length <= 0) {
			return InputStream.nullInputStream();
		}
		GetObjectArgs.Builder asked = GetObjectArgs.builder().bucket(this.bucket).object(sha256.value());
		if (from > 0 || length < Long.MAX_VALUE - from) {
			asked.offset(from).length(length);
		}
		try {
			return this.server.getObject(asked.build());
		}
		catch (ErrorResponseException refused) {
			String code = refused.errorResponse().code();
			if (ABSENT.contains(code)) {
				throw new NoSuchFileException(sha256.value());
			}
			if ("InvalidRange".equals(code)) {
				return InputStream.nullInputStream();
			}
			throw new ObjectsUnreachable(refused);
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	@Override
	public Optional<Path> findLocal(Sha256 sha256) {
		return Optional.empty();
	}

	@Override
	public void delete(Sha256 sha256) throws IOException {
		try {
			if (!this.versioned) {
				this.server.removeObject(RemoveObjectArgs.builder().bucket(this.bucket).object(sha256.value()).build());
				return;
			}
			ListObjectsArgs all = ListObjectsArgs.builder()
				.bucket(this.bucket)
				.prefix(sha256.value())
				.includeVersions(true)
				.build();
			for (Result<Item> version : this.server.listObjects(all)) {
				this.server.removeObject(RemoveObjectArgs.builder()
					.bucket(this.bucket)
					.object(sha256.value())
					.versionId(version.get().versionId())
					.build());
			}
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	@Override
	public void check() throws IOException {
		try {
			if (!this.server.bucketExists(BucketExistsArgs.builder().bucket(this.bucket).build())) {
				throw new IOException("The bucket is gone");
			}
		}
		catch (MinioException | IllegalStateException silent) {
			throw new IOException(silent);
		}
	}

	@Override
	public int sweep(Predicate<Sha256> wanted) throws IOException {
		Instant old = Instant.now().minus(UNRECORDED);
		int removed = 0;
		try {
			for (Result<Item> result : this.server
				.listObjects(ListObjectsArgs.builder().bucket(this.bucket).recursive(true).build())) {
				Item item = result.get();
				if (!NAME.matcher(item.objectName()).matches() || !item.lastModified().toInstant().isBefore(old)) {
					continue;
				}
				Sha256 sha256 = new Sha256(item.objectName());
				if (!wanted.test(sha256)) {
					delete(sha256);
					removed++;
				}
			}
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
		return removed;
	}

	@Override
	public void destroy() throws Exception {
		this.server.close();
	}

}
