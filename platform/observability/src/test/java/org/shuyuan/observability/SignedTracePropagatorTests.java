package org.shuyuan.observability;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SignedTracePropagatorTests {

	private static final Instant NOW = Instant.parse("2026-05-04T01:00:00Z");

	private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

	private static Map<String, String> told(Instant at) {
		Map<String, String> headers = new HashMap<>();
		SpanContext span = SpanContext.create(TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(),
				TraceState.getDefault());
		SignedTracePropagator.by("secret", InstantSource.fixed(at))
			.inject(Context.root().with(Span.wrap(span)), headers, (carrier, name, value) -> carrier.put(name, value));
		return headers;
	}

	private static boolean believes(String secret, Map<String, String> headers) {
		Context heard = SignedTracePropagator.by(secret, InstantSource.fixed(NOW))
			.extract(Context.root(), headers, new Headers());
		return Span.fromContext(heard).getSpanContext().getTraceId().equals(TRACE);
	}

	@ParameterizedTest
	@ValueSource(longs = { -300, -1, 0, 1, 300 })
	void believesForFiveMinutesByEitherClock(long seconds) {
		assertThat(believes("secret", told(NOW.plusSeconds(seconds)))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(longs = { -86_400, -301, 301, 86_400 })
	void believesNobodyLongerOrSooner(long seconds) {
		assertThat(believes("secret", told(NOW.plusSeconds(seconds)))).isFalse();
	}

	@Test
	void theTimeIsSignedToo() {
		Map<String, String> headers = told(NOW.minus(Duration.ofHours(1)));
		String signature = headers.get("tracestate").replaceAll(".*\\.", "");
		for (String voucher : new String[] { NOW.getEpochSecond() + "." + signature, signature, "." + signature,
				NOW.getEpochSecond() + ".", NOW.getEpochSecond() + "", "99999999999999999999." + signature,
				"-1." + signature, "x." + signature }) {
			headers.put("tracestate", "shuyuan=" + voucher);
			assertThat(believes("secret", headers)).as(voucher).isFalse();
		}
	}

	@Test
	void believesNobodyWithAnotherSecret() {
		assertThat(believes("another", told(NOW))).isFalse();
		assertThat(believes("", told(NOW))).isFalse();
	}

	@Test
	void aSecretsFileThatCannotBeReadIsSaid() {
		assertThatExceptionOfType(InvalidSetting.class)
			.isThrownBy(() -> new TracingConfiguration().ownTraces(new TraceSecretProperties("", Path.of("/nowhere"))))
			.withMessage("SHUYUAN_TRACE_SECRET_FILE is '/nowhere', which cannot be read");
	}

	private static final class Headers implements TextMapGetter<Map<String, String>> {

		@Override
		public Iterable<String> keys(Map<String, String> carrier) {
			return carrier.keySet();
		}

		@Override
		public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
			return (carrier != null) ? carrier.get(key) : null;
		}

	}

}
