package org.shuyuan.gateway.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.minio.Checksum;
import io.minio.GetBucketLifecycleArgs;
import io.minio.GetObjectArgs;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SetBucketLifecycleArgs;
import io.minio.SetBucketPolicyArgs;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Filter;
import io.minio.messages.LifecycleConfiguration;
import io.minio.messages.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.operations.SettingWrong;
import org.shuyuan.vocab.DistributionId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** On the servers that deploy/testbed starts. */
class S3ObjectsTests {

	private static S3Properties properties(Map<String, String> changes) {
		Map<String, String> env = System.getenv();
		String file = env.get("SHUYUAN_S3_SECRET_KEY_FILE");
		return new S3Properties(changes.getOrDefault("endpoint", env.getOrDefault("SHUYUAN_S3_ENDPOINT", "")),
				env.getOrDefault("SHUYUAN_S3_REGION", "us-east-1"),
				changes.getOrDefault("account", env.getOrDefault("SHUYUAN_S3_ACCESS_KEY", "")),
				changes.getOrDefault("secret", env.get("SHUYUAN_S3_SECRET_KEY")),
				(file != null && !changes.containsKey("secret")) ? Path.of(file) : null,
				changes.getOrDefault("bucket", "contract"), 1, "contract-heads", "contract-open", null,
				env.get("SHUYUAN_S3_OPEN_ACCESS_KEY"), null, path(env.get("SHUYUAN_S3_OPEN_SECRET_KEY_FILE")));
	}

	private static S3Properties second() {
		Map<String, String> env = System.getenv();
		return new S3Properties(env.get("SHUYUAN_S3_SECOND_ENDPOINT"), env.get("SHUYUAN_S3_SECOND_REGION"),
				env.get("SHUYUAN_S3_SECOND_ACCESS_KEY"), null, path(env.get("SHUYUAN_S3_SECOND_SECRET_KEY_FILE")),
				"contract", 1, "contract-heads", "contract-open", null, env.get("SHUYUAN_S3_SECOND_OPEN_ACCESS_KEY"),
				null, path(env.get("SHUYUAN_S3_SECOND_OPEN_SECRET_KEY_FILE")));
	}

	private static Path path(String file) {
		return (file != null) ? Path.of(file) : null;
	}

	private static S3Properties settings(String endpoint, String account, Path secret, String originals) {
		return new S3Properties(endpoint, "x", account, (secret != null) ? null : "something", secret, originals, 0,
				null, "open", null, null, null, null);
	}

	/** The bucket of what is open, on a server. */
	abstract static class OpenOnServer {

		private final S3Properties properties;

		@TempDir
		Path folder;

		OpenOnServer(S3Properties properties) {
			this.properties = properties;
		}

		private StoredObject original(InputStream bytes) throws Exception {
			S3ObjectStore originals = new S3ObjectStore(this.properties, this.folder);
			try {
				return originals.put(bytes, Long.MAX_VALUE);
			}
			finally {
				originals.destroy();
			}
		}

		@Test
		void copiesAnOriginalOnceForEachDistribution() throws Exception {
			OpenBucket bucket = new OpenBucket(this.properties, false);
			StoredObject original = original(new ByteArrayInputStream(UUID.randomUUID().toString().getBytes()));
			OpenCopy one = new OpenCopy(DistributionId.random(), original.sha256());
			OpenCopy other = new OpenCopy(DistributionId.random(), original.sha256());
			bucket.place(one);
			bucket.place(other);
			bucket.place(other);
			assertThat(bucket.copies()).contains(one, other);
			bucket.remove(one);
			bucket.remove(one);
			assertThat(bucket.copies()).contains(other).doesNotContain(one);
			bucket.remove(other);
			bucket.destroy();
		}

		@Test
		void copiesLargeOriginalsInParts() throws Exception {
			OpenBucket bucket = new OpenBucket(this.properties, false);
			StoredObject original = original(ObjectsContract.noise((256L << 20) + 5));
			OpenCopy copy = new OpenCopy(DistributionId.random(), original.sha256());
			bucket.place(copy);
			assertThat(bucket.copies()).contains(copy);
			bucket.remove(copy);
			bucket.destroy();
			new S3ObjectStore(this.properties, this.folder).delete(original.sha256());
		}

		@Test
		@EnabledIfEnvironmentVariable(named = "SHUYUAN_LARGE_OBJECTS", matches = "yes")
		void copiesFiveGigabytes() throws Exception {
			OpenBucket bucket = new OpenBucket(this.properties, false);
			StoredObject original = original(ObjectsContract.noise(ObjectsContract.FIVE_GIGABYTES));
			OpenCopy copy = new OpenCopy(DistributionId.random(), original.sha256());
			bucket.place(copy);
			assertThat(bucket.copies()).contains(copy);
			bucket.remove(copy);
			bucket.destroy();
			new S3ObjectStore(this.properties, this.folder).delete(original.sha256());
		}

		@Test
		void linksToACopyForAMinuteAndToNothingElse() throws Exception {
			StoredObject original = original(ObjectsContract.noise(3_000));
			OpenBucket bucket = new OpenBucket(this.properties, true);
			OpenCopy copy = new OpenCopy(DistributionId.random(), original.sha256());
			String as = "attachment; filename=\"=?UTF-8?Q?=E5=85=AC.csv?=\"; filename*=UTF-8''%E5%85%AC.csv";
			bucket.place(copy);
			String link = bucket.link(copy, as, "text/csv").orElseThrow().toString();
			HttpResponse<byte[]> whole = get(link);
			assertThat(whole.statusCode()).isEqualTo(200);
			assertThat(ObjectsContract.hash(whole.body())).isEqualTo(original.sha256());
			assertThat(whole.headers().firstValue("Content-Disposition")).hasValue(as);
			assertThat(whole.headers().firstValue("Content-Type")).hasValue("text/csv");
			HttpResponse<byte[]> part = get(link, "Range", "bytes=10-19");
			assertThat(part.statusCode()).isEqualTo(206);
			assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 10, 20));
			assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 10-19/3000");
			assertThat(link).contains("X-Amz-Expires=60");
			for (String other : List.of(link.substring(0, link.indexOf('?')),
					link.replace("X-Amz-Expires=60", "X-Amz-Expires=600"),
					link.replace(copy.distribution().value(), DistributionId.random().value()),
					link.replace("/" + this.properties.openBucket() + "/" + copy.distribution().value(),
							"/" + this.properties.originalsBucket()))) {
				assertThat(get(other).statusCode()).as(other).isEqualTo(403);
			}
			bucket.remove(copy);
			assertThat(get(link).statusCode()).as("gone before the minute is over").isIn(403, 404);
			bucket.destroy();
		}

		private static HttpResponse<byte[]> get(String link, String... headers) throws Exception {
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(link));
			try (HttpClient http = HttpClient.newHttpClient()) {
				return http.send(((headers.length > 0) ? request.headers(headers) : request).build(),
						HttpResponse.BodyHandlers.ofByteArray());
			}
		}

		@Test
		void sendsNobodyAnywhereUnlessItIsSaid() throws Exception {
			OpenBucket bucket = new OpenBucket(this.properties, false);
			assertThat(bucket.link(new OpenCopy(DistributionId.random(), new Sha256("0".repeat(64))), "inline", "a/b"))
				.isEmpty();
			bucket.destroy();
		}

		@Test
		void refusesAKeyForReadersThatOpensTheOriginals() {
			S3Properties own = this.properties;
			S3Properties wide = new S3Properties(own.endpoint(), own.region(), own.accessKey(), own.secretKey(),
					own.secretKeyFile(), own.originals(), 0, null, own.open(), null, own.accessKey(), own.secretKey(),
					own.secretKeyFile());
			assertThatExceptionOfType(SettingWrong.class).isThrownBy(() -> new OpenBucket(wide, true))
				.withMessageContaining("may read the bucket 'contract' of originals");
		}

		@Test
		void saysWhichOriginalIsMissing() throws Exception {
			OpenBucket bucket = new OpenBucket(this.properties, false);
			OpenCopy copy = new OpenCopy(DistributionId.random(), new Sha256("0".repeat(64)));
			assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> bucket.place(copy));
			assertThat(bucket.copies()).doesNotContain(copy);
			bucket.destroy();
		}

	}

	abstract static class OnServer extends ObjectsContract {

		private final S3Properties properties;

		OnServer(S3Properties properties) {
			this.properties = properties;
		}

		/** What the server cannot do, in sentences about the bucket {@code contract}. */
		abstract List<String> lacking();

		private S3ObjectStore opened() throws IOException {
			return new S3ObjectStore(this.properties, this.folder.resolve("incoming"));
		}

		@Test
		void isAskedForWhatOriginalsNeedAndSaysWhatItLacks() throws Exception {
			assertThat(opened().shortcomings()).isEqualTo(lacking());
			assertThat(opened().shortcomings()).as("at the next start").isEqualTo(lacking());
			try (S3Server server = new S3Server(this.properties, this.properties.key())) {
				assertThat(server.keepsVersions("contract")).isTrue();
			}
		}

		@Test
		void hasTheServerCheckWhatItKeeps() throws Exception {
			S3ObjectStore store = opened();
			byte[] bytes = UUID.randomUUID().toString().getBytes();
			Sha256 sha256 = store.put(new ByteArrayInputStream(bytes), 100).sha256();
			String computed = S3Server.base64(sha256);
			try (S3Server server = new S3Server(this.properties, this.properties.key())) {
				assertThat(server.client()
					.statObject(StatObjectArgs.builder()
						.bucket("contract")
						.object(sha256.value())
						.fetchChecksum(true)
						.build())
					.checksums()).containsEntry(Checksum.Algorithm.SHA256, computed);
				store.delete(sha256);
				bytes[0] ^= 1;
				Path changed = Files.write(this.folder.resolve("changed"), bytes);
				assertThatExceptionOfType(MinioException.class)
					.isThrownBy(() -> server.put("contract", new StoredObject(sha256, bytes.length), changed));
			}
			assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> store.open(sha256, 0, 1).close());
		}

		@Test
		void keepsRecordsFromEverybody() throws Exception {
			RecordBucket records = new RecordBucket(this.properties);
			assertThat(records.shortcomings()).isEmpty();
			String name = UUID.randomUUID() + "/1.json";
			records.keep(name, "{}".getBytes());
			try (S3Server server = new S3Server(this.properties, this.properties.key())) {
				String version = server.client()
					.statObject(StatObjectArgs.builder().bucket("contract-heads").object(name).build())
					.versionId();
				for (boolean bypass : new boolean[] { false, true }) {
					RemoveObjectArgs removal = RemoveObjectArgs.builder()
						.bucket("contract-heads")
						.object(name)
						.versionId(version)
						.bypassGovernanceMode(bypass)
						.build();
					assertThatExceptionOfType(ErrorResponseException.class)
						.isThrownBy(() -> server.client().removeObject(removal))
						.satisfies((refused) -> assertThat(refused.errorResponse().code()).isEqualTo("AccessDenied"));
				}
				records.keep(name, "other".getBytes());
				try (InputStream kept = server.client()
					.getObject(
							GetObjectArgs.builder().bucket("contract-heads").object(name).versionId(version).build())) {
					assertThat(kept).hasContent("{}");
				}
			}
			records.destroy();
		}

		@Test
		void keepsWhatIsRetainedFromOthers() throws Exception {
			S3ObjectStore store = opened();
			byte[] bytes = UUID.randomUUID().toString().getBytes();
			Sha256 sha256 = store.put(new ByteArrayInputStream(bytes), 100).sha256();
			store.retain(sha256);
			store.retain(sha256);
			try (S3Server server = new S3Server(this.properties, this.properties.key())) {
				String version = server.client()
					.statObject(StatObjectArgs.builder().bucket("contract").object(sha256.value()).build())
					.versionId();
				RemoveObjectArgs removal = RemoveObjectArgs.builder()
					.bucket("contract")
					.object(sha256.value())
					.versionId(version)
					.build();
				assertThatExceptionOfType(ErrorResponseException.class)
					.isThrownBy(() -> server.client().removeObject(removal))
					.satisfies((refused) -> assertThat(refused.errorResponse().code()).isEqualTo("AccessDenied"));
			}
			assertThat(all(store, sha256)).isEqualTo(bytes);
			store.delete(sha256);
			assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> store.open(sha256, 0, 1).close());
		}

		@Override
		ObjectStore store(Path folder) throws IOException {
			return new S3ObjectStore(this.properties, folder.resolve("incoming"));
		}

		@Override
		void damage(Sha256 sha256, byte[] bytes) throws Exception {
			try (S3Server server = new S3Server(this.properties, this.properties.key())) {
				server.client()
					.putObject(PutObjectArgs.builder()
						.bucket(this.properties.originalsBucket())
						.object(sha256.value())
						.data(bytes, bytes.length)
						.build());
			}
		}

	}

	@Nested
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_ENDPOINT", matches = ".+")
	class First extends OnServer {

		First() {
			super(properties(Map.of()));
		}

		@Override
		List<String> lacking() {
			return List.of();
		}

		@Test
		void setsItsRulesAgainAndLeavesOthersToBeSeen() throws Exception {
			String bucket = "rules-" + UUID.randomUUID();
			S3Properties own = properties(Map.of("bucket", bucket));
			assertThat(new S3ObjectStore(own, this.folder).shortcomings()).isEmpty();
			try (S3Server server = new S3Server(own, own.key())) {
				List<LifecycleConfiguration.Rule> set = rules(server, bucket);
				assertThat(set).extracting(LifecycleConfiguration.Rule::id)
					.containsExactlyInAnyOrder("shuyuan-unfinished", "shuyuan-temporary", "shuyuan-replaced");
				server.client()
					.setBucketLifecycle(
							SetBucketLifecycleArgs.builder()
								.bucket(bucket)
								.config(new LifecycleConfiguration(List.of(
										new LifecycleConfiguration.Rule(Status.ENABLED, null,
												new LifecycleConfiguration.Expiration((ZonedDateTime) null, 900, null,
														null),
												new Filter("old/"), "somebody-elses", null, null, null),
										new LifecycleConfiguration.Rule(Status.DISABLED, null,
												new LifecycleConfiguration.Expiration((ZonedDateTime) null, 9, null,
														null),
												new Filter("temporary/"), "shuyuan-temporary", null, null, null))))
								.build());
				assertThat(new S3ObjectStore(own, this.folder).shortcomings()).singleElement()
					.asString()
					.contains("somebody-elses");
				assertThat(rules(server, bucket)).extracting(LifecycleConfiguration.Rule::id)
					.containsExactlyInAnyOrder("somebody-elses", "shuyuan-unfinished", "shuyuan-temporary",
							"shuyuan-replaced");
				assertThat(rules(server, bucket)).allMatch((rule) -> rule.status() == Status.ENABLED);
			}
		}

		private static List<LifecycleConfiguration.Rule> rules(S3Server server, String bucket) throws Exception {
			return server.client().getBucketLifecycle(GetBucketLifecycleArgs.builder().bucket(bucket).build()).rules();
		}

	}

	@Nested
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_SECOND_ENDPOINT", matches = ".+")
	class Second extends OnServer {

		Second() {
			super(second());
		}

		@Override
		List<String> lacking() {
			return List
				.of("The bucket 'contract' has no rules that clear away uploads that broke off and what is temporary (NotImplemented)");
		}

	}

	@Nested
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_ENDPOINT", matches = ".+")
	class FirstOpen extends OpenOnServer {

		FirstOpen() {
			super(properties(Map.of()));
		}

	}

	@Nested
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_SECOND_ENDPOINT", matches = ".+")
	class SecondOpen extends OpenOnServer {

		SecondOpen() {
			super(second());
		}

		/** It has no policies for accounts, but for buckets. */
		@BeforeEach
		void lettingTheReaderRead() throws Exception {
			new OpenBucket(second(), false).destroy();
			try (S3Server server = new S3Server(second(), second().key())) {
				server.client().setBucketPolicy(SetBucketPolicyArgs.builder().bucket("contract-open").config("""
						{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": ["%s"]},
						"Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::contract-open/*"]}]}
						""".formatted(second().openKey().account())).build());
			}
		}

	}

	@Nested
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_ENDPOINT", matches = ".+")
	class Refusing {

		@TempDir
		Path folder;

		@Test
		void startWithoutAKeyTheServerKnows() {
			assertThatExceptionOfType(SettingWrong.class)
				.isThrownBy(() -> new S3ObjectStore(properties(Map.of("secret", "wrong-secret")), this.folder))
				.withMessageContaining("SHUYUAN_S3_ACCESS_KEY")
				.withMessageNotContaining("wrong-secret");
		}

		@Test
		void makesItsBucket() throws Exception {
			String bucket = "made-" + UUID.randomUUID();
			new S3ObjectStore(properties(Map.of("bucket", bucket)), this.folder)
				.put(new ByteArrayInputStream(new byte[] { 1 }), 1);
		}

	}

	@Nested
	class Settings {

		@TempDir
		Path folder;

		@Test
		void nothingAnswers() {
			S3Properties properties = settings("http://127.0.0.1:9", "someone", null, "bucket");
			assertThatExceptionOfType(SettingWrong.class).isThrownBy(() -> new S3ObjectStore(properties, this.folder))
				.withMessageStartingWith("No S3 server answers at http://127.0.0.1:9")
				.withMessageContaining("SHUYUAN_S3_ENDPOINT");
		}

		@Test
		void nameWhatIsMissingOrWrong() throws Exception {
			S3Properties none = new S3Properties(null, "x", null, null, null, "No Bucket", -1, "No Bucket", "No Bucket",
					null, null, null, null);
			assertThatExceptionOfType(SettingWrong.class).isThrownBy(none::address)
				.withMessage("SHUYUAN_OBJECTS is 's3', but SHUYUAN_S3_ENDPOINT is missing: set it to "
						+ "the address of the S3 server, such as https://s3.example.cn");
			assertThatExceptionOfType(SettingWrong.class).isThrownBy(none::key)
				.withMessageContaining("SHUYUAN_S3_ACCESS_KEY");
			assertThatExceptionOfType(SettingWrong.class)
				.isThrownBy(
						new S3Properties(null, "x", "a", null, null, "x", 0, null, "x", null, null, null, null)::key)
				.withMessageContaining("SHUYUAN_S3_SECRET_KEY_FILE");
			assertThatExceptionOfType(SettingWrong.class).isThrownBy(none::originalsBucket)
				.withMessageContaining("SHUYUAN_S3_ORIGINALS is 'No Bucket'");
			assertThatExceptionOfType(SettingWrong.class).isThrownBy(none::openBucket)
				.withMessageContaining("a bucket of its own");
			assertThatExceptionOfType(SettingWrong.class).isThrownBy(none::headsBucket)
				.withMessageContaining("SHUYUAN_S3_HEADS is 'No Bucket', which has other objects");
			assertThatExceptionOfType(SettingWrong.class).isThrownBy(none::retention)
				.withMessage("SHUYUAN_S3_RETENTION_DAYS is '-1'; 0 or a number of days is expected");
			Path secret = Files.writeString(this.folder.resolve("secret"), "hush\n");
			S3Properties filed = settings("ftp://x", "a", secret, "bucket");
			assertThat(filed.key()).isEqualTo(new S3Key("a", "hush"));
			assertThat(filed.key().toString()).doesNotContain("hush");
			assertThatExceptionOfType(SettingWrong.class).isThrownBy(filed::address)
				.withMessageContaining("SHUYUAN_S3_ENDPOINT is 'ftp://x'");
			assertThatExceptionOfType(SettingWrong.class).isThrownBy(none::openKey)
				.withMessage("SHUYUAN_OBJECTS_REDIRECT is 'yes', but SHUYUAN_S3_OPEN_ACCESS_KEY is missing: set it to "
						+ "the access key");
			assertThatExceptionOfType(SettingWrong.class).isThrownBy(() -> ObjectConfiguration.redirects("always"))
				.withMessage("SHUYUAN_OBJECTS_REDIRECT is 'always'; 'yes' or 'no' is expected");
			assertThatExceptionOfType(SettingWrong.class)
				.isThrownBy(() -> new ObjectConfiguration().objectStore("files", "yes",
						new ObjectProperties(this.folder), none, new SimpleMeterRegistry()))
				.withMessageContaining("set SHUYUAN_OBJECTS to 's3'");
			assertThatExceptionOfType(SettingWrong.class)
				.isThrownBy(() -> new ObjectConfiguration().objectStore("minio", "no",
						new ObjectProperties(this.folder), none, new SimpleMeterRegistry()))
				.withMessage("SHUYUAN_OBJECTS is 'minio'; 'files' or 's3' is expected");
		}

	}

}
