package org.shuyuan.observability;

import java.util.List;
import java.util.Set;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;

/**
 * A span with nothing but what is on a list: no address with its query, no message of an
 * exception, nothing a library may add one day.
 */
final class RedactedSpan extends DelegatingSpanData {

	private static final Set<String> ALLOWED = Set.of("method", "uri", "status", "outcome", "exception");

	private final Attributes attributes;

	RedactedSpan(SpanData span) {
		super(span);
		this.attributes = span.getAttributes()
			.toBuilder()
			.removeIf((attribute) -> !ALLOWED.contains(attribute.getKey()))
			.build();
	}

	@Override
	public Attributes getAttributes() {
		return this.attributes;
	}

	@Override
	public int getTotalAttributeCount() {
		return this.attributes.size();
	}

	@Override
	public List<EventData> getEvents() {
		return List.of();
	}

	@Override
	public int getTotalRecordedEvents() {
		return 0;
	}

	@Override
	public StatusData getStatus() {
		return StatusData.create(super.getStatus().getStatusCode(), "");
	}

}
