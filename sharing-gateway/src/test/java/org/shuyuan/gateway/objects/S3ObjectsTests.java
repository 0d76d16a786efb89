package org.shuyuan.gateway.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.minio.Checksum;
import io.minio.GetBucketLifecycleArgs;
import io.minio.GetObjectArgs;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.SetBucketLifecycleArgs;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Filter;
import io.minio.messages.LifecycleConfiguration;
import io.minio.messages.Status;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.observability.InvalidSetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** On the servers that verification/testbed starts. */
class S3ObjectsTests {

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
			LockedBucket records = new LockedBucket(this.properties);
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
		ObjectStore later(Path folder) throws IOException {
			return new S3ObjectStore(this.properties, folder.resolve("incoming"), Duration.ofDays(-1));
		}

		@Test
		void sweepsSoThatItCanBeHadBack() throws Exception {
			byte[] bytes = UUID.randomUUID().toString().getBytes();
			Sha256 sha256 = opened().put(new ByteArrayInputStream(bytes), 100).sha256();
			opened().retain(sha256);
			try (S3Server server = new S3Server(this.properties, this.properties.key())) {
				String version = server.client()
					.statObject(StatObjectArgs.builder().bucket("contract").object(sha256.value()).build())
					.versionId();
				assertThat(later(this.folder).sweep(sha256)).isTrue();
				assertThat(opened().has(sha256)).isFalse();
				try (InputStream kept = server.client()
					.getObject(GetObjectArgs.builder()
						.bucket("contract")
						.object(sha256.value())
						.versionId(version)
						.build())) {
					assertThat(kept.readAllBytes()).isEqualTo(bytes);
				}
				opened().delete(sha256);
				assertThatExceptionOfType(ErrorResponseException.class).isThrownBy(() -> server.client()
					.statObject(StatObjectArgs.builder()
						.bucket("contract")
						.object(sha256.value())
						.versionId(version)
						.build()));
			}
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
			super(TestS3.properties(Map.of()));
		}

		@Override
		List<String> lacking() {
			return List.of();
		}

		@Test
		void setsItsRulesAgainAndLeavesOthersToBeSeen() throws Exception {
			String bucket = "rules-" + UUID.randomUUID();
			S3Properties own = TestS3.properties(Map.of("bucket", bucket));
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
			super(TestS3.second());
		}

		@Override
		List<String> lacking() {
			return List
				.of("The bucket 'contract' has no rules that delete aborted uploads and temporary objects (NotImplemented)");
		}

	}

	@Nested
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_ENDPOINT", matches = ".+")
	class Refusing {

		@TempDir
		Path folder;

		@Test
		void startWithoutAKeyTheServerKnows() {
			assertThatExceptionOfType(InvalidSetting.class)
				.isThrownBy(() -> new S3ObjectStore(TestS3.properties(Map.of("secret", "wrong-secret")), this.folder))
				.withMessageContaining("SHUYUAN_S3_ACCESS_KEY")
				.withMessageNotContaining("wrong-secret");
		}

		@Test
		void makesItsBucket() throws Exception {
			String bucket = "made-" + UUID.randomUUID();
			new S3ObjectStore(TestS3.properties(Map.of("bucket", bucket)), this.folder)
				.put(new ByteArrayInputStream(new byte[] { 1 }), 1);
		}

	}

}
