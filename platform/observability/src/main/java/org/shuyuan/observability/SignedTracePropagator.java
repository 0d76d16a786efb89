package org.shuyuan.observability;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import org.jspecify.annotations.Nullable;

/**
 * Takes a trace from one service to the next
 * (<a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>). A service
 * vouches for its {@code traceparent} in {@code tracestate}, by a secret that all of them
 * share, for five minutes. An unsigned context begins a trace of its own: no outsider
 * decides what is traced, or joins a trace.
 */
final class SignedTracePropagator implements TextMapPropagator {

	/** Our member of {@code tracestate}. */
	private static final String VOUCHED = "shuyuan";

	private static final String ALGORITHM = "HmacSHA256";

	/** Also tolerates that much clock skew between two machines. */
	private static final Duration TERM = Duration.ofMinutes(5);

	/** Seconds since 1970 and the signature. */
	private static final Pattern VOUCHER = Pattern.compile("(\\d{1,12})\\.([A-Za-z0-9_-]{43})");

	private final TextMapPropagator headers = W3CTraceContextPropagator.getInstance();

	private final SecretKeySpec key;

	private final InstantSource clock;

	private SignedTracePropagator(byte[] secret, InstantSource clock) {
		this.key = new SecretKeySpec(secret, ALGORITHM);
		this.clock = clock;
	}

	/**
	 * Believes who knows a secret.
	 * @param secret the services' own; without one, this process trusts only itself
	 */
	static SignedTracePropagator by(String secret, InstantSource clock) {
		if (!secret.isEmpty()) {
			return new SignedTracePropagator(secret.getBytes(StandardCharsets.UTF_8), clock);
		}
		byte[] own = new byte[32];
		new SecureRandom().nextBytes(own);
		return new SignedTracePropagator(own, clock);
	}

	@Override
	public Collection<String> fields() {
		return this.headers.fields();
	}

	@Override
	public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
		SpanContext span = Span.fromContext(context).getSpanContext();
		if (span.isValid()) {
			long now = this.clock.instant().getEpochSecond();
			TraceState vouched = TraceState.builder().put(VOUCHED, now + "." + signature(span, now)).build();
			this.headers.inject(context.with(Span.wrap(with(span, vouched))), carrier, setter);
		}
	}

	@Override
	public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
		SpanContext said = Span.fromContext(this.headers.extract(Context.root(), carrier, getter)).getSpanContext();
		if (!said.isValid() || !signed(said)) {
			return context;
		}
		return context.with(Span.wrap(with(said, TraceState.getDefault())));
	}

	private boolean signed(SpanContext span) {
		String said = span.getTraceState().get(VOUCHED);
		Matcher voucher = VOUCHER.matcher((said != null) ? said : "");
		if (!voucher.matches()) {
			return false;
		}
		long at = Long.parseLong(voucher.group(1));
		return Math.abs(this.clock.instant().getEpochSecond() - at) <= TERM.toSeconds()
				&& MessageDigest.isEqual(voucher.group(2).getBytes(StandardCharsets.US_ASCII),
						signature(span, at).getBytes(StandardCharsets.US_ASCII));
	}

	private static SpanContext with(SpanContext span, TraceState state) {
		return SpanContext.createFromRemoteParent(span.getTraceId(), span.getSpanId(), span.getTraceFlags(), state);
	}

	private String signature(SpanContext span, long at) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			String parent = "00-%s-%s-%s %d".formatted(span.getTraceId(), span.getSpanId(),
					span.getTraceFlags().asHex(), at);
			return Base64.getUrlEncoder()
				.withoutPadding()
				.encodeToString(mac.doFinal(parent.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
