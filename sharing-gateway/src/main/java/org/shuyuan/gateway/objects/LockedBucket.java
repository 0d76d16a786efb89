package org.shuyuan.gateway.objects;

import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

import io.minio.PutObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import org.shuyuan.observability.InvalidSetting;

import org.springframework.beans.factory.DisposableBean;

/**
 * A bucket of records that cannot be changed or removed for three years, not even with
 * the platform's own key (Government Data Sharing Regulation: the retention of usage
 * records).
 */
public class LockedBucket implements DisposableBean {

	private static final Period TERM = Period.ofYears(3);

	private final S3Server server;

	private final String bucket;

	private final List<String> shortcomings;

	/**
	 * Finds the bucket, or makes it.
	 * @throws InvalidSetting if the server cannot be used as set up
	 */
	LockedBucket(S3Properties properties) {
		this.bucket = properties.headsBucket();
		this.server = new S3Server(properties, properties.key());
		this.server.insistOn(this.bucket, "SHUYUAN_S3_HEADS", true);
		this.shortcomings = new BucketSetup(this.server, this.bucket).records();
	}

	/**
	 * Stores a record; when this returns it can be neither changed nor removed.
	 * @throws ObjectsUnreachable if the store does not answer, or does not lock it
	 */
	public void keep(String name, byte[] content) {
		try {
			this.server.client()
				.putObject(PutObjectArgs.builder()
					.bucket(this.bucket)
					.object(name)
					.contentType("application/json")
					.retention(new Retention(RetentionMode.COMPLIANCE, ZonedDateTime.now(ZoneOffset.UTC).plus(TERM)))
					.data(content, content.length)
					.build());
		}
		catch (MinioException | IllegalStateException failure) {
			throw new ObjectsUnreachable(failure);
		}
	}

	/** What the server cannot do of what records need, in sentences. */
	List<String> shortcomings() {
		return this.shortcomings;
	}

	@Override
	public void destroy() throws Exception {
		this.server.close();
	}

}
