package org.shuyuan.gateway.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

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
				changes.getOrDefault("bucket", "contract"));
	}

	abstract static class OnServer extends ObjectsContract {

		private final S3Properties properties;

		OnServer(S3Properties properties) {
			this.properties = properties;
		}

		@Override
		ObjectStore store(Path folder) throws IOException {
			return new S3ObjectStore(this.properties, folder.resolve("incoming"));
		}

		@Override
		void damage(Sha256 sha256, byte[] bytes) throws Exception {
			MinioClient client = MinioClient.builder()
				.endpoint(this.properties.address().toString())
				.region(this.properties.region())
				.credentials(this.properties.account(), this.properties.secret())
				.build();
			client.putObject(PutObjectArgs.builder()
				.bucket(this.properties.bucket())
				.object(sha256.value())
				.data(bytes, bytes.length)
				.build());
			client.close();
		}

	}

	@Nested
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_ENDPOINT", matches = ".+")
	class First extends OnServer {

		First() {
			super(properties(Map.of()));
		}

	}

	@Nested
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_SECOND_ENDPOINT", matches = ".+")
	class Second extends OnServer {

		Second() {
			super(new S3Properties(System.getenv("SHUYUAN_S3_SECOND_ENDPOINT"),
					System.getenv("SHUYUAN_S3_SECOND_REGION"), System.getenv("SHUYUAN_S3_SECOND_ACCESS_KEY"), null,
					Path.of(String.valueOf(System.getenv("SHUYUAN_S3_SECOND_SECRET_KEY_FILE"))), "contract"));
		}

	}

	@Nested
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_ENDPOINT", matches = ".+")
	class Refusing {

		@TempDir
		Path folder;

		@Test
		void startWithoutAKeyTheServerKnows() {
			assertThatExceptionOfType(ObjectSettingWrong.class)
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
			S3Properties properties = new S3Properties("http://127.0.0.1:9", "x", "someone", "something", null,
					"bucket");
			assertThatExceptionOfType(ObjectSettingWrong.class)
				.isThrownBy(() -> new S3ObjectStore(properties, this.folder))
				.withMessageStartingWith("No S3 server answers at http://127.0.0.1:9")
				.withMessageContaining("SHUYUAN_S3_ENDPOINT");
		}

		@Test
		void nameWhatIsMissingOrWrong() throws Exception {
			S3Properties none = new S3Properties(null, "x", null, null, null, "No Bucket");
			assertThatExceptionOfType(ObjectSettingWrong.class).isThrownBy(none::address)
				.withMessage("SHUYUAN_OBJECTS is 's3', but SHUYUAN_S3_ENDPOINT is missing: set it to "
						+ "the address of the S3 server, such as https://s3.example.cn");
			assertThatExceptionOfType(ObjectSettingWrong.class).isThrownBy(none::account)
				.withMessageContaining("SHUYUAN_S3_ACCESS_KEY");
			assertThatExceptionOfType(ObjectSettingWrong.class).isThrownBy(none::secret)
				.withMessageContaining("SHUYUAN_S3_SECRET_KEY_FILE");
			assertThatExceptionOfType(ObjectSettingWrong.class).isThrownBy(none::bucket)
				.withMessageContaining("SHUYUAN_S3_ORIGINALS is 'No Bucket'");
			Path secret = Files.writeString(this.folder.resolve("secret"), "hush\n");
			S3Properties filed = new S3Properties("ftp://x", "x", "a", null, secret, "bucket");
			assertThat(filed.secret()).isEqualTo("hush");
			assertThatExceptionOfType(ObjectSettingWrong.class).isThrownBy(filed::address)
				.withMessageContaining("SHUYUAN_S3_ENDPOINT is 'ftp://x'");
			assertThatExceptionOfType(ObjectSettingWrong.class)
				.isThrownBy(() -> new ObjectConfiguration().objectStore("minio", new ObjectProperties(this.folder),
						none, new SimpleMeterRegistry()))
				.withMessage("SHUYUAN_OBJECTS is 'minio'; 'files' or 's3' is expected");
		}

	}

}
