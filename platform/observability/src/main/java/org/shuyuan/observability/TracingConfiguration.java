package org.shuyuan.observability;

import java.nio.file.Path;
import java.time.InstantSource;

import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.export.SpanExporter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;

/** Traces, where a collector is configured. */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
@ConditionalOnProperty("shuyuan.otlp-url")
class TracingConfiguration {

	@Bean
	SpanExporters bareSpans(ObjectProvider<SpanExporter> exporters) {
		return SpanExporters.of(exporters.orderedStream().<SpanExporter>map(RedactingExporter::new).toList());
	}

	/** Replaces the one that trusts everyone. */
	@Bean
	ContextPropagators ownTraces(@Value("${shuyuan.trace-secret:${SHUYUAN_TRACE_SECRET:}}") String secret,
			@Value("${shuyuan.trace-secret-file:${SHUYUAN_TRACE_SECRET_FILE:}}") String file) {
		return ContextPropagators.create(SignedTracePropagator
			.by(SecretSetting.read("SHUYUAN_TRACE_SECRET", secret, Path.of(file.strip())), InstantSource.system()));
	}

}
