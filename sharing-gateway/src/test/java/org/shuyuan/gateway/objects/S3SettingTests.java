package org.shuyuan.gateway.objects;

import java.nio.file.Files;
import java.nio.file.Path;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.observability.InvalidSetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is said of settings that are missing or wrong. */
class S3SettingTests {

	@TempDir
	Path folder;

	@Test
	void nothingAnswers() {
		S3Properties properties = settings("http://127.0.0.1:9", "someone", null, "bucket");
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> new S3ObjectStore(properties, this.folder))
			.withMessageStartingWith("No S3 server answers at http://127.0.0.1:9")
			.withMessageContaining("SHUYUAN_S3_ENDPOINT");
	}

	@Test
	void nameWhatIsMissingOrWrong() throws Exception {
		S3Properties none = new S3Properties(null, "x", null, null, null, "No Bucket", -1, "No Bucket", "No Bucket",
				null, null, null, null);
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(none::address)
			.withMessage("SHUYUAN_OBJECTS is 's3', but SHUYUAN_S3_ENDPOINT is missing: set it to "
					+ "the address of the S3 server, such as https://s3.example.cn");
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(none::key)
			.withMessageContaining("SHUYUAN_S3_ACCESS_KEY");
		assertThatExceptionOfType(InvalidSetting.class)
			.isThrownBy(new S3Properties(null, "x", "a", null, null, "x", 0, null, "x", null, null, null, null)::key)
			.withMessageContaining("SHUYUAN_S3_SECRET_KEY_FILE");
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(none::originalsBucket)
			.withMessageContaining("SHUYUAN_S3_ORIGINALS is 'No Bucket'");
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(none::openBucket)
			.withMessageContaining("a separate bucket");
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(none::headsBucket)
			.withMessageContaining("SHUYUAN_S3_HEADS is 'No Bucket', which has other objects");
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(none::retention)
			.withMessage("SHUYUAN_S3_RETENTION_DAYS is '-1'; 0 or a number of days is expected");
		Path secret = Files.writeString(this.folder.resolve("secret"), "hush\n");
		S3Properties filed = settings("ftp://x", "a", secret, "bucket");
		assertThat(filed.key()).isEqualTo(new S3Key("a", "hush"));
		assertThat(filed.key().toString()).doesNotContain("hush");
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(filed::address)
			.withMessageContaining("SHUYUAN_S3_ENDPOINT is 'ftp://x'");
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(none::openKey)
			.withMessage("SHUYUAN_OBJECTS_REDIRECT is 'yes', but SHUYUAN_S3_OPEN_ACCESS_KEY is missing: set it to "
					+ "the access key");
		assertThatExceptionOfType(InvalidSetting.class)
			.isThrownBy(() -> new ObjectStoreProperties("s3", "always").redirects())
			.withMessage("SHUYUAN_OBJECTS_REDIRECT is 'always'; 'yes' or 'no' is expected");
		assertThatExceptionOfType(InvalidSetting.class)
			.isThrownBy(() -> new ObjectConfiguration().objectStore(new ObjectStoreProperties("files", "yes"),
					new ObjectProperties(this.folder), none, new SimpleMeterRegistry()))
			.withMessageContaining("set SHUYUAN_OBJECTS to 's3'");
		assertThatExceptionOfType(InvalidSetting.class)
			.isThrownBy(() -> new ObjectConfiguration().objectStore(new ObjectStoreProperties("minio", "no"),
					new ObjectProperties(this.folder), none, new SimpleMeterRegistry()))
			.withMessage("SHUYUAN_OBJECTS is 'minio'; 'files' or 's3' is expected");
	}

	private static S3Properties settings(String endpoint, String account, Path secret, String originals) {
		return new S3Properties(endpoint, "x", account, (secret != null) ? null : "something", secret, originals, 0,
				null, "open", null, null, null, null);
	}

	/** The bucket of what is open, on a server. */

}
