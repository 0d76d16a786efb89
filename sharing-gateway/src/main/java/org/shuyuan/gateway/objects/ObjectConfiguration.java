package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import org.shuyuan.observability.BoundedHealthIndicator;
import org.shuyuan.observability.InvalidSetting;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files by default; {@code SHUYUAN_OBJECTS=s3} stores objects on an S3 server. */
@Configuration(proxyBeanMethods = false)
class ObjectConfiguration {

	@Bean
	ObjectStore objectStore(ObjectStoreProperties properties, ObjectProperties files, S3Properties s3,
			MeterRegistry meters) throws IOException {
		if (properties.redirects() && !"s3".equals(properties.objects())) {
			throw new InvalidSetting(
					"SHUYUAN_OBJECTS_REDIRECT is 'yes', but readers can be sent to an S3 server only: set SHUYUAN_OBJECTS to 's3'");
		}
		return new MeasuredObjects(
				ObjectStores.of(properties.objects(), s3, files.location(), files.location().resolve("incoming")),
				meters);
	}

	/** Copies of what is open to anyone; where objects are files, there are none. */
	@Bean
	@ConditionalOnProperty(name = "shuyuan.objects", havingValue = "s3")
	OpenBucket openBucket(S3Properties s3, ObjectStoreProperties properties) {
		return new OpenBucket(s3, properties.redirects());
	}

	/**
	 * Heads of the ledger in immutable storage, if the settings name a bucket.
	 */
	@Bean
	@ConditionalOnProperty(name = "shuyuan.objects", havingValue = "s3")
	@ConditionalOnProperty("shuyuan.s3.heads")
	LockedBucket recordBucket(S3Properties s3) {
		return new LockedBucket(s3);
	}

	/** Without its objects the gateway still decides, and answers about requests. */
	@Bean
	BoundedHealthIndicator objectsHealthIndicator(ObjectStore objects, Optional<OpenBucket> open) {
		return new BoundedHealthIndicator(BoundedHealthIndicator.DEGRADED, () -> {
			objects.check();
			if (open.isPresent()) {
				open.get().check();
			}
		});
	}

}
