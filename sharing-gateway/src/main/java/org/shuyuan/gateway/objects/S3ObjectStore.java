package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.minio.Checksum;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SetObjectRetentionArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import org.shuyuan.observability.InvalidSetting;

import org.springframework.beans.factory.DisposableBean;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Objects on an S3 server, under their hash. An upload is first hashed on this machine's
 * disk; the server checks every part against the signed checksum that travels with it,
 * and a whole object read back is checked against its address.
 */
class S3ObjectStore implements ObjectStore, DisposableBean {

	private static final long PART = 64L << 20;

	private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

	private static final String OWNER = "owner";

	private static final int LONGEST_OWNER = 1000;

	/** Another instance may just be recording what it has stored. */
	private static final Duration UNRECORDED = Duration.ofDays(1);

	private final S3Server server;

	private final MinioClient client;

	private final String bucket;

	private final SpooledUpload incoming;

	private final Duration retention;

	private final Duration unrecorded;

	private final List<String> shortcomings;

	/**
	 * Finds the bucket, or makes it.
	 * @param incoming folder of this process for what is on its way
	 * @throws InvalidSetting if the server cannot be used as set up
	 */
	S3ObjectStore(S3Properties properties, Path incoming) throws IOException {
		this(properties, incoming, UNRECORDED);
	}

	S3ObjectStore(S3Properties properties, Path incoming, Duration unrecorded) throws IOException {
		this.unrecorded = unrecorded;
		this.bucket = properties.originalsBucket();
		this.server = new S3Server(properties, properties.key());
		this.retention = Duration.ofDays(properties.retention());
		this.server.insistOn(this.bucket, "SHUYUAN_S3_ORIGINALS", true);
		this.shortcomings = new BucketSetup(this.server, this.bucket).originals(properties.retention());
		this.client = this.server.client();
		this.incoming = SpooledUpload.in(incoming.toAbsolutePath().normalize());
	}

	@Override
	public StoredObject put(InputStream bytes, long limit) throws IOException {
		try (SpooledUpload.Arrived arrived = this.incoming.take(bytes, limit)) {
			StoredObject object = arrived.object();
			upload(arrived);
			check(object);
			return object;
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	/**
	 * What goes in one part carries its address as its checksum; in a multipart upload
	 * each part has its own.
	 */
	private void upload(SpooledUpload.Arrived arrived) throws MinioException, IOException {
		StoredObject object = arrived.object();
		if (object.bytes() <= PART) {
			this.server.put(this.bucket, object, arrived.file());
			return;
		}
		this.client.uploadObject(UploadObjectArgs.builder()
			.bucket(this.bucket)
			.object(object.sha256().value())
			.contentType("application/octet-stream")
			.checksum(Checksum.Algorithm.SHA256)
			.filename(arrived.file().toString(), PART)
			.build());
	}

	/** Not every server returns the checksum it has computed. */
	private void check(StoredObject object) throws MinioException, IOException {
		StatObjectResponse kept = this.client.statObject(StatObjectArgs.builder()
			.bucket(this.bucket)
			.object(object.sha256().value())
			.fetchChecksum(true)
			.build());
		if (kept.size() != object.bytes()) {
			throw new IOException("The S3 server stored %d bytes of %d".formatted(kept.size(), object.bytes()));
		}
		String computed = kept.checksums().get(Checksum.Algorithm.SHA256);
		if (object.bytes() <= PART && computed != null && !computed.equals(S3Server.base64(object.sha256()))) {
			throw new IOException("The S3 server keeps other bytes than were sent");
		}
	}

	@Override
	public void retain(Sha256 sha256) {
		if (!this.retention.isPositive()) {
			return;
		}
		try {
			this.client.setObjectRetention(SetObjectRetentionArgs.builder()
				.bucket(this.bucket)
				.object(sha256.value())
				.config(new Retention(RetentionMode.GOVERNANCE, ZonedDateTime.now(ZoneOffset.UTC).plus(this.retention)))
				.build());
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	/** What the server cannot do of what originals need, in sentences. */
	List<String> shortcomings() {
		return this.shortcomings;
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
			return this.client.getObject(asked.build());
		}
		catch (ErrorResponseException refused) {
			if (S3Server.isAbsence(refused)) {
				throw new NoSuchFileException(sha256.value());
			}
			if ("InvalidRange".equals(refused.errorResponse().code())) {
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
			this.server.removeEveryVersion(this.bucket, sha256.value());
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	@Override
	public void check() throws IOException {
		try {
			if (!this.server.exists(this.bucket)) {
				throw new IOException("The bucket is gone");
			}
		}
		catch (MinioException | IllegalStateException silent) {
			throw new IOException(silent);
		}
	}

	@Override
	public boolean has(Sha256 sha256) {
		return find(sha256).isPresent();
	}

	private Optional<StatObjectResponse> find(Sha256 sha256) {
		try {
			return Optional.of(this.client
				.statObject(StatObjectArgs.builder().bucket(this.bucket).object(sha256.value()).build()));
		}
		catch (ErrorResponseException refused) {
			if (S3Server.isAbsence(refused)) {
				return Optional.empty();
			}
			throw new ObjectsUnreachable(refused);
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	@Override
	public Stream<Sha256> list() {
		return this.server.names(this.bucket).filter((name) -> NAME.matcher(name).matches()).map(Sha256::new);
	}

	@Override
	public boolean sweep(Sha256 sha256) {
		Instant old = Instant.now().minus(this.unrecorded);
		if (find(sha256).filter((kept) -> kept.lastModified().toInstant().isBefore(old)).isEmpty()) {
			return false;
		}
		try {
			this.client.removeObject(RemoveObjectArgs.builder().bucket(this.bucket).object(sha256.value()).build());
			return true;
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	@Override
	public Optional<String> findOwner() throws IOException {
		try (InputStream in = this.client
			.getObject(GetObjectArgs.builder().bucket(this.bucket).object(OWNER).build())) {
			return Optional.of(new String(in.readNBytes(LONGEST_OWNER), UTF_8).strip());
		}
		catch (ErrorResponseException refused) {
			if (S3Server.isAbsence(refused)) {
				return Optional.empty();
			}
			throw new ObjectsUnreachable(refused);
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	@Override
	public void own(String owner) {
		byte[] bytes = owner.getBytes(UTF_8);
		try {
			this.client
				.putObject(PutObjectArgs.builder().bucket(this.bucket).object(OWNER).data(bytes, bytes.length).build());
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	@Override
	public void destroy() throws Exception {
		this.server.close();
	}

}
