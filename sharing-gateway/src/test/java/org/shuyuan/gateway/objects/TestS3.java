package org.shuyuan.gateway.objects;

import java.nio.file.Path;
import java.util.Map;

/** Where the servers are that verification/testbed starts. */
final class TestS3 {

	private TestS3() {
	}

	static S3Properties properties(Map<String, String> changes) {
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

	static S3Properties second() {
		Map<String, String> env = System.getenv();
		return new S3Properties(env.get("SHUYUAN_S3_SECOND_ENDPOINT"), env.get("SHUYUAN_S3_SECOND_REGION"),
				env.get("SHUYUAN_S3_SECOND_ACCESS_KEY"), null, path(env.get("SHUYUAN_S3_SECOND_SECRET_KEY_FILE")),
				"contract", 1, "contract-heads", "contract-open", null, env.get("SHUYUAN_S3_SECOND_OPEN_ACCESS_KEY"),
				null, path(env.get("SHUYUAN_S3_SECOND_OPEN_SECRET_KEY_FILE")));
	}

	private static Path path(String file) {
		return (file != null) ? Path.of(file) : null;
	}

}
