package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.minio.BucketExistsArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.GetObjectArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.MinioClient;
import io.minio.PutObjectAPIArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.shuyuan.observability.InvalidSetting;

/**
 * An S3 server as one account sees it. The client throws {@link IllegalStateException}
 * where nothing answers.
 */
final class S3Server implements AutoCloseable {

	private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchObject", "NoSuchVersion");

	private static final Set<String> KEEPS_VERSIONS = Set.of("Enabled", "Suspended");

	private static final int AT_ONCE = 64;

	private final URI address;

	private final MinioClient client;

	private final MinioAsyncClient plain;

	S3Server(S3Properties properties, S3Key key) {
		this(properties.address(), properties.region(), Optional.of(key));
	}

	/** As anyone sees it, without a key. */
	S3Server(URI address, String region, Optional<S3Key> key) {
		OkHttpClient http = new OkHttpClient.Builder().connectTimeout(Duration.ofSeconds(5))
			.readTimeout(Duration.ofSeconds(60))
			.writeTimeout(Duration.ofSeconds(60))
			.dispatcher(manyAtOnce())
			.build();
		this.address = address;
		MinioClient.Builder builder = MinioClient.builder()
			.endpoint(address.toString())
			.region(region)
			.httpClient(http, true);
		MinioAsyncClient.Builder plain = MinioAsyncClient.builder()
			.endpoint(address.toString())
			.region(region)
			.httpClient(http);
		key.ifPresent((own) -> {
			builder.credentials(own.account(), own.secret());
			plain.credentials(own.account(), own.secret());
		});
		this.client = builder.build();
		this.plain = plain.build();
	}

	/** All go to one host, for which the client would make but five calls at a time. */
	private static Dispatcher manyAtOnce() {
		Dispatcher calls = new Dispatcher();
		calls.setMaxRequests(AT_ONCE);
		calls.setMaxRequestsPerHost(AT_ONCE);
		return calls;
	}

	/**
	 * Puts a file in one piece under its hash and has the server compare the two, for
	 * which the client's own upload has no word.
	 */
	void put(String bucket, StoredObject object, Path file) throws MinioException, IOException {
		try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
			this.plain
				.putObject(PutObjectAPIArgs.builder()
					.bucket(bucket)
					.object(object.sha256().value())
					.file(content, object.bytes())
					.contentType("application/octet-stream")
					.headers(new Http.Headers("x-amz-content-sha256", object.sha256().value(), "x-amz-checksum-sha256",
							base64(object.sha256())))
					.build())
				.join();
		}
		catch (CompletionException failure) {
			if (failure.getCause() instanceof MinioException refused) {
				throw refused;
			}
			throw new IllegalStateException(failure);
		}
	}

	static String base64(Sha256 sha256) {
		return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256.value()));
	}

	MinioClient client() {
		return this.client;
	}

	/**
	 * Finds the bucket, or makes it.
	 * @param setting what names the bucket
	 * @throws InvalidSetting if the server cannot be used as set up
	 */
	void insistOn(String bucket, String setting) {
		insistOn(bucket, setting, false);
	}

	/**
	 * As {@link #insistOn(String, String)}.
	 * @param locks whether a bucket that is made can lock its objects
	 */
	void insistOn(String bucket, String setting, boolean locks) {
		try {
			if (!exists(bucket)) {
				make(bucket, locks);
			}
		}
		catch (ErrorResponseException refused) {
			throw new InvalidSetting(
					"The S3 server at %s refuses the bucket '%s' (%s): check SHUYUAN_S3_ACCESS_KEY, its secret, SHUYUAN_S3_REGION and %s"
						.formatted(this.address, bucket, refused.errorResponse().code(), setting));
		}
		catch (MinioException | IllegalStateException silent) {
			throw new InvalidSetting("No S3 server answers at %s (%s): check SHUYUAN_S3_ENDPOINT"
				.formatted(this.address, reason(silent)));
		}
	}

	boolean exists(String bucket) throws MinioException {
		return this.client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build());
	}

	/** Another instance that starts at the same moment may come first. */
	private void make(String bucket, boolean locks) throws MinioException {
		try {
			this.client.makeBucket(MakeBucketArgs.builder().bucket(bucket).objectLock(locks).build());
		}
		catch (ErrorResponseException refused) {
			if (!"BucketAlreadyOwnedByYou".equals(refused.errorResponse().code())) {
				throw refused;
			}
		}
	}

	boolean keepsVersions(String bucket) throws MinioException {
		return KEEPS_VERSIONS.contains(String.valueOf(
				this.client.getBucketVersioning(GetBucketVersioningArgs.builder().bucket(bucket).build()).status()));
	}

	/** Removes an object so that nothing of it can be read any more. */
	void removeEveryVersion(String bucket, String key) throws MinioException {
		if (!keepsVersions(bucket)) {
			this.client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
			return;
		}
		for (Result<Item> version : this.client
			.listObjects(ListObjectsArgs.builder().bucket(bucket).prefix(key).includeVersions(true).build())) {
			removeVersion(bucket, key, version.get().versionId());
		}
	}

	/**
	 * What the law wants removed is removed before its term; only then is a lock passed
	 * over.
	 */
	private void removeVersion(String bucket, String key, String version) throws MinioException {
		RemoveObjectArgs.Builder removal = RemoveObjectArgs.builder().bucket(bucket).object(key).versionId(version);
		try {
			this.client.removeObject(removal.build());
		}
		catch (ErrorResponseException refused) {
			// servers call a lock by different names
			if (refused.errorResponse().code().startsWith("NoSuch")) {
				throw refused;
			}
			this.client.removeObject(removal.bypassGovernanceMode(true).build());
		}
	}

	/**
	 * The names of all objects, in order, a page of them at a time.
	 * @throws ObjectsUnreachable while they are read, if the server does not answer
	 */
	Stream<String> names(String bucket) {
		Iterable<Result<Item>> items = this.client
			.listObjects(ListObjectsArgs.builder().bucket(bucket).recursive(true).build());
		return StreamSupport.stream(items.spliterator(), false).map(S3Server::name);
	}

	private static String name(Result<Item> item) {
		try {
			return item.get().objectName();
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	/** Whether the account may read an object that is there. */
	boolean mayRead(String bucket, String key) throws MinioException {
		try (InputStream in = this.client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
			return in.read() < Integer.MAX_VALUE;
		}
		catch (ErrorResponseException refused) {
			if ("AccessDenied".equals(refused.errorResponse().code())) {
				return false;
			}
			throw refused;
		}
		catch (IOException broken) {
			throw new IllegalStateException(broken);
		}
	}

	/** Whether the server says that there is no such object. */
	static boolean isAbsence(ErrorResponseException refused) {
		return ABSENT.contains(refused.errorResponse().code());
	}

	private static String reason(Throwable failure) {
		Throwable deepest = failure;
		while (deepest.getCause() != null) {
			deepest = deepest.getCause();
		}
		return deepest.getClass().getSimpleName();
	}

	@Override
	public void close() throws IOException {
		try {
			this.client.close();
		}
		catch (Exception failure) {
			throw new IOException(failure);
		}
	}

}
