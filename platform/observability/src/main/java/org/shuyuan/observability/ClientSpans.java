package org.shuyuan.observability;

import java.io.IOException;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * What the services ask each other by themselves, as spans: a round with results is one,
 * an empty long poll is not, on either side. As an interceptor it takes the span under
 * way to who is asked.
 */
public final class ClientSpans implements ClientHttpRequestInterceptor {

	/** Attribute of a span that is not to be exported. */
	static final String IDLE = "idle";

	private final Tracer tracer;

	private final Propagator propagator;

	ClientSpans(Tracer tracer, Propagator propagator) {
		this.tracer = tracer;
		this.propagator = propagator;
	}

	/** Rounds that are not exported. */
	public static ClientSpans untraced() {
		return new ClientSpans(Tracer.NOOP, Propagator.NOOP);
	}

	/**
	 * A round in the background.
	 * @param name a name from a closed list
	 * @param brought whether its result is worth a span; a failure is not
	 */
	public <T> T inBackground(String name, Supplier<T> round, Predicate<T> brought) {
		Span span = begin(name);
		boolean told = false;
		try (Tracer.SpanInScope _ = this.tracer.withSpan(span)) {
			T found = round.get();
			told = brought.test(found);
			return found;
		}
		finally {
			if (told) {
				span.end();
			}
			else {
				span.abandon();
			}
		}
	}

	/**
	 * A round for which a caller waits: always a span, within the caller's.
	 * @param name a name from a closed list
	 */
	public <T> T whileWaiting(String name, Supplier<T> round) {
		Span span = begin(name);
		try (Tracer.SpanInScope _ = this.tracer.withSpan(span)) {
			return round.get();
		}
		catch (RuntimeException ex) {
			span.error(ex);
			throw ex;
		}
		finally {
			span.end();
		}
	}

	private Span begin(String name) {
		return this.tracer.spanBuilder().kind(Span.Kind.CLIENT).name(name).start();
	}

	/** The long wait under way has brought its caller nothing. */
	public void idle() {
		Span current = this.tracer.currentSpan();
		if (current != null) {
			current.tag(IDLE, "true");
		}
	}

	@Override
	public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
			throws IOException {
		Span current = this.tracer.currentSpan();
		if (current != null) {
			HttpHeaders headers = request.getHeaders();
			this.propagator.inject(current.context(), headers, (_, name, value) -> headers.set(name, value));
		}
		return execution.execute(request, body);
	}

}
