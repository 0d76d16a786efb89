package org.shuyuan.gateway.objects;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.minio.SetBucketPolicyArgs;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.vocab.identifier.DistributionId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The open bucket, on the servers that verification/testbed starts. */
class S3OpenBucketTests {

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
			assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> new OpenBucket(wide, true))
				.withMessageContaining("may read the bucket 'contract' of originals");
		}

		/** It is made so before it holds anything but the probe. */
		@Test
		void refusesOriginalsThatAnybodyMayRead() throws Exception {
			S3Properties own = this.properties;
			String bucket = "public-" + UUID.randomUUID();
			S3Properties everybodys = new S3Properties(own.endpoint(), own.region(), own.accessKey(), own.secretKey(),
					own.secretKeyFile(), bucket, 0, null, own.open(), null, null, null, null);
			new OpenBucket(everybodys, false).destroy();
			try (S3Server server = new S3Server(own, own.key())) {
				server.client().setBucketPolicy(SetBucketPolicyArgs.builder().bucket(bucket).config("""
						{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*",
						"Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::%s/*"]}]}
						""".formatted(bucket)).build());
				Awaitility.await("the server's own lists of policies")
					.atMost(Duration.ofMinutes(2))
					.untilAsserted(() -> assertThat(
							get("%s/%s/temporary/probe".formatted(own.endpoint(), bucket)).statusCode())
						.isEqualTo(200));
			}
			assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> new OpenBucket(everybodys, false))
				.withMessageContaining("The bucket '%s' of originals is readable without a key".formatted(bucket))
				.withMessageContaining("SHUYUAN_S3_ORIGINALS");
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

	@Nested
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_ENDPOINT", matches = ".+")
	class FirstOpen extends OpenOnServer {

		FirstOpen() {
			super(TestS3.properties(Map.of()));
		}

	}

	@Nested
	@EnabledIfEnvironmentVariable(named = "SHUYUAN_S3_SECOND_ENDPOINT", matches = ".+")
	class SecondOpen extends OpenOnServer {

		SecondOpen() {
			super(TestS3.second());
		}

		/** It has no policies for accounts, but for buckets. */
		@BeforeEach
		void lettingTheReaderRead() throws Exception {
			new OpenBucket(TestS3.second(), false).destroy();
			try (S3Server server = new S3Server(TestS3.second(), TestS3.second().key())) {
				server.client().setBucketPolicy(SetBucketPolicyArgs.builder().bucket("contract-open").config("""
						{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": ["%s"]},
						"Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::contract-open/*"]}]}
						""".formatted(TestS3.second().openKey().account())).build());
			}
		}

	}

}
