package org.shuyuan.observability;

import java.time.InstantSource;

import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.export.SpanExporter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;

/** Traces, where a collector is configured. */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
@ConditionalOnProperty("shuyuan.otlp-url")
@EnableConfigurationProperties(TraceSecretProperties.class)
class TracingConfiguration {

	@Bean
	SpanExporters bareSpans(ObjectProvider<SpanExporter> exporters) {
		return SpanExporters.of(exporters.orderedStream().<SpanExporter>map(RedactingExporter::new).toList());
	}

	/** Replaces the one that trusts everyone. */
	@Bean
	ContextPropagators ownTraces(TraceSecretProperties properties) {
		return ContextPropagators.create(SignedTracePropagator.by(properties.secret(), InstantSource.system()));
	}

}
