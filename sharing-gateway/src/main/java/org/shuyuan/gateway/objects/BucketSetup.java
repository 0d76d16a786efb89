package org.shuyuan.gateway.objects;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.minio.GetBucketLifecycleArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.GetObjectLockConfigurationArgs;
import io.minio.MinioClient;
import io.minio.SetBucketLifecycleArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.SetObjectLockConfigurationArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.XmlParserException;
import io.minio.messages.Filter;
import io.minio.messages.LifecycleConfiguration;
import io.minio.messages.LifecycleConfiguration.AbortIncompleteMultipartUpload;
import io.minio.messages.LifecycleConfiguration.Expiration;
import io.minio.messages.LifecycleConfiguration.NoncurrentVersionExpiration;
import io.minio.messages.LifecycleConfiguration.Rule;
import io.minio.messages.ObjectLockConfiguration;
import io.minio.messages.Status;
import io.minio.messages.VersioningConfiguration;
import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.InvalidSetting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a bucket has to be like, brought about at each start. Where the server or our key
 * does not support it, or it is configured differently, the start logs so and continues.
 */
final class BucketSetup {

	private static final Logger LOG = LoggerFactory.getLogger(BucketSetup.class);

	/** Begins the names of our rules; others in a bucket are foreign. */
	private static final String OURS = "shuyuan-";

	/** Uploads that broke off. */
	private static final Rule UNFINISHED = rule("unfinished", "", new AbortIncompleteMultipartUpload(7), null, null);

	/** What is only written to try something. */
	private static final Rule TEMPORARY = rule("temporary", "temporary/", null, days(1), null);

	/** What was written again or removed by mistake can be had back for so long. */
	private static final Rule REPLACED = rule("replaced", "", null, null, new NoncurrentVersionExpiration(30, null));

	private final MinioClient client;

	private final String bucket;

	private final List<String> shortcomings = new ArrayList<>();

	BucketSetup(S3Server server, String bucket) {
		this.client = server.client();
		this.bucket = bucket;
	}

	/**
	 * As originals need it: versions, rules, and locks where they are wanted.
	 * @throws InvalidSetting if they are wanted and the server has none
	 */
	List<String> originals(int retentionDays) {
		versions();
		if (retentionDays > 0 && !locks()) {
			throw new InvalidSetting(
					"SHUYUAN_S3_RETENTION_DAYS is '%d', but: %s. Recreate the bucket with object lock, or set 0"
						.formatted(retentionDays, this.shortcomings.getLast()));
		}
		unlocked();
		rules(List.of(UNFINISHED, TEMPORARY, REPLACED));
		return told();
	}

	/** As copies need it that have to leave without a trace. */
	List<String> copies() {
		rules(List.of(UNFINISHED, TEMPORARY));
		return told();
	}

	/** As immutable records need it. */
	List<String> records() {
		versions();
		locks();
		return told();
	}

	private List<String> told() {
		this.shortcomings.forEach(LOG::warn);
		return List.copyOf(this.shortcomings);
	}

	private void versions() {
		tried("does not keep versions, so what is overwritten or removed by mistake is lost", () -> {
			if (this.client.getBucketVersioning(GetBucketVersioningArgs.builder().bucket(this.bucket).build())
				.status() != VersioningConfiguration.Status.ENABLED) {
				this.client.setBucketVersioning(SetBucketVersioningArgs.builder()
					.bucket(this.bucket)
					.config(new VersioningConfiguration(VersioningConfiguration.Status.ENABLED, null, null, null))
					.build());
			}
		});
	}

	/** Whether objects can be locked, as far as we may know. */
	private boolean locks() {
		Optional<ObjectLockConfiguration> lock;
		try {
			lock = lock();
		}
		catch (ErrorResponseException refused) {
			this.shortcomings.add("The bucket '%s' does not say whether it locks objects (%s)".formatted(this.bucket,
					refused.errorResponse().code()));
			return "AccessDenied".equals(refused.errorResponse().code());
		}
		catch (MinioException | IllegalStateException failure) {
			this.shortcomings.add("The bucket '%s' does not lock objects (%s)".formatted(this.bucket, failure));
			return false;
		}
		try {
			if (lock.isEmpty()) {
				this.client.setObjectLockConfiguration(SetObjectLockConfigurationArgs.builder()
					.bucket(this.bucket)
					.config(new ObjectLockConfiguration())
					.build());
			}
			return true;
		}
		catch (MinioException | IllegalStateException failure) {
			this.shortcomings.add("The bucket '%s' does not lock objects (%s)".formatted(this.bucket, failure));
			return false;
		}
	}

	private void unlocked() {
		tried("does not say whether it locks objects by default", () -> {
			if (lock().filter((configured) -> configured.mode() != null).isPresent()) {
				this.shortcomings.add(
						"The bucket '%s' locks each object by default, so a file with a secrecy marking may not be removable: take that default away"
							.formatted(this.bucket));
			}
		});
	}

	/**
	 * Versity's gateway says that there is no default by a rule that the client cannot
	 * read.
	 */
	private Optional<ObjectLockConfiguration> lock() throws MinioException {
		try {
			return Optional.of(this.client
				.getObjectLockConfiguration(GetObjectLockConfigurationArgs.builder().bucket(this.bucket).build()));
		}
		catch (ErrorResponseException refused) {
			if ("ObjectLockConfigurationNotFoundError".equals(refused.errorResponse().code())) {
				return Optional.empty();
			}
			throw refused;
		}
		catch (XmlParserException empty) {
			return Optional.of(new ObjectLockConfiguration());
		}
	}

	private void rules(List<Rule> wanted) {
		tried("has no rules that delete aborted uploads and temporary objects", () -> {
			Map<String, String> missing = new TreeMap<>();
			wanted.forEach((rule) -> missing.put(String.valueOf(rule.id()), said(rule)));
			List<Rule> others = new ArrayList<>();
			for (Rule found : found()) {
				String id = String.valueOf(found.id());
				if (!id.startsWith(OURS)) {
					others.add(found);
				}
				else if (!missing.remove(id, said(found))) {
					LOG.warn("The rule '{}' of the bucket '{}' is not as configured; it is set again", id, this.bucket);
				}
			}
			if (!others.isEmpty()) {
				this.shortcomings.add(
						"The bucket '%s' has rules that are not the platform's, which may remove what it keeps there: %s"
							.formatted(this.bucket, others.stream().map(Rule::id).toList()));
			}
			if (!missing.isEmpty()) {
				others.addAll(wanted);
				this.client.setBucketLifecycle(SetBucketLifecycleArgs.builder()
					.bucket(this.bucket)
					.config(new LifecycleConfiguration(others))
					.build());
			}
		});
	}

	private List<Rule> found() throws MinioException {
		return Optional
			.ofNullable(this.client.getBucketLifecycle(GetBucketLifecycleArgs.builder().bucket(this.bucket).build()))
			.map(LifecycleConfiguration::rules)
			.orElse(List.of());
	}

	/** What a rule says, however the server words it. */
	private static String said(Rule rule) {
		AbortIncompleteMultipartUpload unfinished = rule.abortIncompleteMultipartUpload();
		Expiration expired = rule.expiration();
		NoncurrentVersionExpiration replaced = rule.noncurrentVersionExpiration();
		return "%s '%s' unfinished %s expired %s replaced %s".formatted(rule.status(),
				Optional.ofNullable(rule.filter()).map(Filter::prefix).orElse(""),
				(unfinished != null) ? unfinished.daysAfterInitiation() : "-", (expired != null) ? expired.days() : "-",
				(replaced != null) ? replaced.noncurrentDays() : "-");
	}

	private void tried(String otherwise, Step step) {
		try {
			step.take();
		}
		catch (ErrorResponseException refused) {
			this.shortcomings
				.add("The bucket '%s' %s (%s)".formatted(this.bucket, otherwise, refused.errorResponse().code()));
		}
		catch (MinioException | IllegalStateException failure) {
			this.shortcomings.add("The bucket '%s' %s (%s)".formatted(this.bucket, otherwise, failure.getMessage()));
		}
	}

	private static Expiration days(int days) {
		return new Expiration((ZonedDateTime) null, days, null, null);
	}

	private static Rule rule(String name, String prefix, @Nullable AbortIncompleteMultipartUpload unfinished,
			@Nullable Expiration expired, @Nullable NoncurrentVersionExpiration replaced) {
		return new Rule(Status.ENABLED, unfinished, expired, new Filter(prefix), OURS + name, replaced, null, null);
	}

	/** Something that the server may refuse. */
	private interface Step {

		void take() throws MinioException;

	}

}
