package org.shuyuan.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ClientSpansTests {

	private final List<SpanData> told = new CopyOnWriteArrayList<>();

	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.addSpanProcessor(SimpleSpanProcessor.create(new RedactingExporter(new Collector())))
		.build();

	private final io.opentelemetry.api.trace.Tracer spans = this.provider.get("test");

	private final Tracer tracer = new OtelTracer(this.spans, new OtelCurrentTraceContext(), (event) -> {
	});

	private final ClientSpans clientSpans = new ClientSpans(this.tracer,
			new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), this.spans));

	@AfterEach
	void close() {
		this.provider.close();
	}

	@Test
	void aRoundThatBroughtSomethingIsASpan() {
		assertThat(this.clientSpans.inBackground("feed", () -> 3, (changes) -> changes > 0)).isEqualTo(3);
		assertThat(this.told).extracting(SpanData::getName).containsExactly("feed");
	}

	@Test
	void aRoundForNothingIsNone() {
		assertThat(this.clientSpans.inBackground("feed", () -> 0, (changes) -> changes > 0)).isZero();
		assertThat(this.tracer.currentSpan()).isNull();
		assertThatIllegalStateException().isThrownBy(() -> this.clientSpans.inBackground("feed", () -> {
			throw new IllegalStateException("silent");
		}, (_) -> true));
		assertThat(this.tracer.currentSpan()).isNull();
		assertThat(this.told).isEmpty();
	}

	@Test
	void whatACallerWaitsForIsAlwaysASpanOfTheirs() {
		Span call = this.tracer.nextSpan().name("call").start();
		try (Tracer.SpanInScope _ = this.tracer.withSpan(call)) {
			this.clientSpans.whileWaiting("standing", () -> true);
			assertThatIllegalStateException().isThrownBy(() -> this.clientSpans.whileWaiting("silent", () -> {
				throw new IllegalStateException("zhangsan");
			}));
		}
		call.end();
		assertThat(this.told).extracting(SpanData::getName).containsExactly("standing", "silent", "call");
		assertThat(this.told).extracting(SpanData::getTraceId).containsOnly(call.context().traceId());
		assertThat(this.told.getFirst().getParentSpanId()).isEqualTo(call.context().spanId());
		assertThat(this.told.get(1).getStatus()).isEqualTo(StatusData.error());
		assertThat(this.told.get(1).getEvents()).isEmpty();
	}

	@Test
	void takesTheSpanUnderWayToWhoIsAsked() {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET, "/changes");
		this.clientSpans.inBackground("feed", () -> intercepted(this.clientSpans, request), (_) -> true);
		SpanData span = this.told.getFirst();
		assertThat(request.getHeaders().getFirst("traceparent"))
			.startsWith("00-%s-%s-".formatted(span.getTraceId(), span.getSpanId()));
		MockClientHttpRequest outside = new MockClientHttpRequest(HttpMethod.GET, "/changes");
		intercepted(this.clientSpans, outside);
		assertThat(outside.getHeaders().containsHeader("traceparent")).isFalse();
	}

	private static boolean intercepted(ClientSpans clientSpans, MockClientHttpRequest request) {
		try {
			clientSpans.intercept(request, new byte[0], (_, _) -> new MockClientHttpResponse(new byte[0], 200)).close();
			return true;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void anIdleWaitIsNotTold() {
		Span idle = this.tracer.nextSpan().name("idle").start();
		try (Tracer.SpanInScope _ = this.tracer.withSpan(idle)) {
			this.clientSpans.idle();
		}
		idle.end();
		this.clientSpans.idle();
		assertThat(this.told).isEmpty();
	}

	@Test
	void costsNothingWhereNobodyCollects() {
		ClientSpans untraced = ClientSpans.untraced();
		assertThat(untraced.inBackground("feed", () -> 1, (_) -> true)).isEqualTo(1);
		assertThat(untraced.whileWaiting("standing", () -> 2)).isEqualTo(2);
		untraced.idle();
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET, "/changes");
		intercepted(untraced, request);
		assertThat(request.getHeaders().containsHeader("traceparent")).isFalse();
	}

	private final class Collector implements SpanExporter {

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			ClientSpansTests.this.told.addAll(spans);
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
