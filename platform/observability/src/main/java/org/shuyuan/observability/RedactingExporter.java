package org.shuyuan.observability;

import java.util.Collection;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** Lets spans out with nothing but what is on a list, and not those of idle waits. */
record RedactingExporter(SpanExporter exporter) implements SpanExporter {

	private static final AttributeKey<String> IDLE = AttributeKey.stringKey(ClientSpans.IDLE);

	@Override
	public CompletableResultCode export(Collection<SpanData> spans) {
		return this.exporter.export(spans.stream()
			.filter((span) -> span.getAttributes().get(IDLE) == null)
			.<SpanData>map(RedactedSpan::new)
			.toList());
	}

	@Override
	public CompletableResultCode flush() {
		return this.exporter.flush();
	}

	@Override
	public CompletableResultCode shutdown() {
		return this.exporter.shutdown();
	}

}
