package org.shuyuan.gateway.objects;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** The policies of deploy/s3 give each key what it needs and nothing else. */
class S3PoliciesTests {

	private static final S3Properties DEFAULTS = Binder.get(new MockEnvironment())
		.bindOrCreate("shuyuan.s3", S3Properties.class);

	private static final String ORIGINALS = "arn:aws:s3:::" + DEFAULTS.originals();

	private static final String OPEN = "arn:aws:s3:::" + DEFAULTS.open();

	private static final String HEADS = "arn:aws:s3:::shuyuan-heads";

	private static List<JsonNode> statements(String policy, String effect) {
		JsonNode whole = JsonMapper.builder().build().readTree(Path.of("../deploy/s3", policy + ".json").toFile());
		assertThat(whole.path("Version").asString()).isEqualTo("2012-10-17");
		return whole.path("Statement")
			.valueStream()
			.filter((statement) -> statement.path("Effect").asString().equals(effect))
			.toList();
	}

	private static Stream<String> texts(List<JsonNode> statements, String member) {
		return statements.stream().flatMap((statement) -> statement.path(member).valueStream()).map(JsonNode::asString);
	}

	@Test
	void whoReadsWhatIsOpenCanDoNothingElse() {
		List<JsonNode> allowed = statements("open-reader", "Allow");
		assertThat(texts(allowed, "Action")).containsExactly("s3:GetObject");
		assertThat(texts(allowed, "Resource")).containsExactly(OPEN + "/*");
		List<JsonNode> denied = statements("open-reader", "Deny");
		assertThat(texts(denied, "Action")).containsExactly("s3:*");
		assertThat(texts(denied, "NotResource")).containsExactly(OPEN + "/*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "gateway", "setup", "backup", "open-reader" })
	void nobodyGetsMoreThanThePlatformsBuckets(String policy) {
		List<JsonNode> allowed = statements(policy, "Allow");
		assertThat(texts(allowed, "Resource")).isNotEmpty()
			.isSubsetOf(ORIGINALS, ORIGINALS + "/*", OPEN, OPEN + "/*", HEADS, HEADS + "/*");
		assertThat(texts(allowed, "Action")).isNotEmpty()
			.noneMatch((action) -> action.contains("*") || action.contains("Policy") || action.contains("Acl")
					|| action.equals("s3:DeleteBucket"));
		assertThat(allowed).allMatch((statement) -> statement.path("Resource").isArray()
				&& statement.path("Action").isArray() && !statement.has("NotAction") && !statement.has("NotResource"));
	}

	@Test
	void whoBacksUpOnlyReads() {
		List<JsonNode> allowed = statements("backup", "Allow");
		assertThat(texts(allowed, "Action")).containsExactlyInAnyOrder("s3:GetObject", "s3:ListBucket",
				"s3:GetBucketVersioning", "s3:GetBucketObjectLockConfiguration", "s3:GetLifecycleConfiguration");
		assertThat(texts(allowed, "Resource")).containsExactlyInAnyOrder(ORIGINALS + "/*", ORIGINALS);
	}

	@Test
	void headsCanOnlyBeAdded() {
		List<JsonNode> heads = statements("gateway", "Allow").stream()
			.filter((statement) -> statement.path("Resource").toString().contains(HEADS + "/"))
			.toList();
		assertThat(texts(heads, "Action")).containsExactlyInAnyOrder("s3:PutObject", "s3:PutObjectRetention");
		assertThat(texts(heads, "Resource")).containsExactly(HEADS + "/*");
	}

	@Test
	void bucketsAreMadeByASetupOfItsOwn() {
		assertThat(texts(statements("gateway", "Allow"), "Action"))
			.noneMatch((action) -> action.contains("Create") || action.startsWith("s3:PutBucket"));
	}

}
