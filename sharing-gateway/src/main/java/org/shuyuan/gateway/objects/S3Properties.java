package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

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
 */
@ConfigurationProperties("shuyuan.s3")
record S3Properties(@Nullable String endpoint, @DefaultValue("us-east-1") String region, @Nullable String accessKey,
		@Nullable String secretKey, @Nullable Path secretKeyFile, @DefaultValue("shuyuan-originals") String originals) {

	/**
	 * The server's address.
	 * @throws ObjectSettingWrong if it is missing or not one
	 */
	URI address() {
		String text = given("SHUYUAN_S3_ENDPOINT", "the address of the S3 server, such as https://s3.example.cn",
				this.endpoint);
		try {
			URI uri = URI.create(text);
			boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
			if (web && uri.getHost() != null && uri.getPath().replace("/", "").isEmpty() && uri.getUserInfo() == null) {
				return uri;
			}
		}
		catch (IllegalArgumentException _) {
			// told below
		}
		throw new ObjectSettingWrong(
				"SHUYUAN_S3_ENDPOINT is '%s'; an address such as https://s3.example.cn without a path is expected"
					.formatted(text));
	}

	String account() {
		return given("SHUYUAN_S3_ACCESS_KEY", "the access key", this.accessKey);
	}

	/** The secret, read from its file where one is named. */
	String secret() {
		Path file = this.secretKeyFile;
		if (file == null || file.toString().isBlank()) {
			return given("SHUYUAN_S3_SECRET_KEY", "the secret key, or SHUYUAN_S3_SECRET_KEY_FILE, a file that holds it",
					this.secretKey);
		}
		try {
			return given("SHUYUAN_S3_SECRET_KEY_FILE", "a file that holds the secret key",
					Files.readString(file).strip());
		}
		catch (IOException unreadable) {
			throw new ObjectSettingWrong("SHUYUAN_S3_SECRET_KEY_FILE is '%s', which cannot be read".formatted(file));
		}
	}

	String bucket() {
		if (this.originals.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
			return this.originals;
		}
		throw new ObjectSettingWrong(("SHUYUAN_S3_ORIGINALS is '%s'; the name of a bucket is expected, "
				+ "3 to 63 lower-case letters, digits and hyphens")
			.formatted(this.originals));
	}

	private static String given(String name, String what, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new ObjectSettingWrong(
					"SHUYUAN_OBJECTS is 's3', but %s is missing: set it to %s".formatted(name, what));
		}
		return value.strip();
	}

	@Override
	public String toString() {
		return "S3Properties[endpoint=%s, originals=%s]".formatted(this.endpoint, this.originals);
	}

}
