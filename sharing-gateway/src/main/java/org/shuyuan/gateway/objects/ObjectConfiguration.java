package org.shuyuan.gateway.objects;

import java.io.IOException;

import io.micrometer.core.instrument.MeterRegistry;

import org.shuyuan.operations.Dependency;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Files by default; {@code SHUYUAN_OBJECTS=s3} keeps objects on an S3 server. */
@Configuration(proxyBeanMethods = false)
class ObjectConfiguration {

	@Bean
	ObjectStore objectStore(@Value("${shuyuan.objects:files}") String kind, ObjectProperties files, S3Properties s3,
			MeterRegistry meters) throws IOException {
		return new MeasuredObjects(ObjectStores.of(kind, s3, files.location(), files.location().resolve("incoming")),
				meters);
	}

	/** Without its objects the gateway still decides, and answers about requests. */
	@Bean
	Dependency objectsHealthIndicator(ObjectStore objects) {
		return new Dependency(Dependency.DEGRADED, objects::check);
	}

}
