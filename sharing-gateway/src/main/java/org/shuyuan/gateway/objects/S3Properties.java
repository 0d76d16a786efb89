package org.shuyuan.gateway.objects;

import java.net.URI;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.observability.SecretSetting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The S3 server, where {@code SHUYUAN_OBJECTS} is {@code s3}; each setting is the
 * environment's {@code SHUYUAN_S3_…} of that name.
 *
 * @param endpoint address of the server, http or https, without a path
 * @param region the region's name; the server's own
 * @param accessKey who we are
 * @param secretKey what proves it; instead of it a file may be named
 * @param secretKeyFile file that holds the secret key
 * @param originals bucket of what was uploaded
 * @param retentionDays how long an original that was found clean cannot be removed by
 * others, in days; 0 for not at all
 * @param heads bucket of signed heads of the ledger; without one they are in the database
 * only
 * @param open bucket of copies of what is open to anyone
 * @param openEndpoint address by which readers reach the open bucket; the endpoint unless
 * named
 * @param openAccessKey who signs links for readers; may read the open bucket and nothing
 * else
 * @param openSecretKey what proves it; instead of it a file may be named
 * @param openSecretKeyFile file that holds it
 */
@ConfigurationProperties("shuyuan.s3")
record S3Properties(@Nullable String endpoint, @DefaultValue("us-east-1") String region, @Nullable String accessKey,
		@Nullable String secretKey, @Nullable Path secretKeyFile, @DefaultValue("shuyuan-originals") String originals,
		@DefaultValue("0") int retentionDays, @Nullable String heads, @DefaultValue("shuyuan-open") String open,
		@Nullable String openEndpoint, @Nullable String openAccessKey, @Nullable String openSecretKey,
		@Nullable Path openSecretKeyFile) {

	private static final String NEEDED = "SHUYUAN_OBJECTS is 's3'";

	/**
	 * The server's address.
	 * @throws InvalidSetting if it is missing or not one
	 */
	URI address() {
		return address("SHUYUAN_S3_ENDPOINT", given(NEEDED, "SHUYUAN_S3_ENDPOINT",
				"the address of the S3 server, such as https://s3.example.cn", this.endpoint));
	}

	/** The server's address for readers. */
	URI openAddress() {
		return (this.openEndpoint == null || this.openEndpoint.isBlank()) ? address()
				: address("SHUYUAN_S3_OPEN_ENDPOINT", this.openEndpoint.strip());
	}

	private static URI address(String name, String text) {
		try {
			URI uri = URI.create(text);
			boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
			if (web && uri.getHost() != null && uri.getPath().replace("/", "").isEmpty() && uri.getUserInfo() == null) {
				return uri;
			}
		}
		catch (IllegalArgumentException _) {
			// reported below
		}
		throw new InvalidSetting("%s is '%s'; an address such as https://s3.example.cn without a path is expected"
			.formatted(name, text));
	}

	/** The gateway's own key. */
	S3Key key() {
		return key(NEEDED, "SHUYUAN_S3_", this.accessKey, this.secretKey, this.secretKeyFile);
	}

	/** The key that may read the open bucket and nothing else. */
	S3Key openKey() {
		return key("SHUYUAN_OBJECTS_REDIRECT is 'yes'", "SHUYUAN_S3_OPEN_", this.openAccessKey, this.openSecretKey,
				this.openSecretKeyFile);
	}

	private static S3Key key(String because, String prefix, @Nullable String access, @Nullable String secret,
			@Nullable Path file) {
		String account = given(because, prefix + "ACCESS_KEY", "the access key", access);
		String name = prefix + "SECRET_KEY";
		return new S3Key(account,
				given(because, name, "the secret key, or %s_FILE, a file that holds it".formatted(name),
						SecretSetting.read(name, secret, file)));
	}

	/**
	 * The bucket of what was uploaded.
	 * @throws InvalidSetting if it is not the name of one
	 */
	String originalsBucket() {
		return bucket("SHUYUAN_S3_ORIGINALS", this.originals);
	}

	/**
	 * The bucket of heads of the ledger, none of the others.
	 * @throws InvalidSetting if it is, or not the name of one
	 */
	String headsBucket() {
		String named = (this.heads != null) ? this.heads : "";
		if (named.equals(this.originals) || named.equals(this.open)) {
			throw new InvalidSetting(
					"SHUYUAN_S3_HEADS is '%s', which has other objects already: heads need a bucket of their own"
						.formatted(named));
		}
		return bucket("SHUYUAN_S3_HEADS", named);
	}

	/**
	 * How many days an original cannot be removed by others.
	 * @throws InvalidSetting if they are fewer than none
	 */
	int retention() {
		if (this.retentionDays < 0) {
			throw new InvalidSetting("SHUYUAN_S3_RETENTION_DAYS is '%d'; 0 or a number of days is expected"
				.formatted(this.retentionDays));
		}
		return this.retentionDays;
	}

	/**
	 * The bucket of what is open to anyone, never the one of originals.
	 * @throws InvalidSetting if it is, or not the name of one
	 */
	String openBucket() {
		if (this.open.equals(this.originals)) {
			throw new InvalidSetting(
					"SHUYUAN_S3_OPEN and SHUYUAN_S3_ORIGINALS are both '%s': open files need a separate bucket"
						.formatted(this.open));
		}
		return bucket("SHUYUAN_S3_OPEN", this.open);
	}

	private static String bucket(String name, String bucket) {
		if (bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
			return bucket;
		}
		throw new InvalidSetting(
				"%s is '%s'; the name of a bucket is expected, 3 to 63 lower-case letters, digits and hyphens"
					.formatted(name, bucket));
	}

	private static String given(String because, String name, String what, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new InvalidSetting("%s, but %s is missing: set it to %s".formatted(because, name, what));
		}
		return value.strip();
	}

	@Override
	public String toString() {
		return "S3Properties[endpoint=%s, originals=%s, open=%s]".formatted(this.endpoint, this.originals, this.open);
	}

}
