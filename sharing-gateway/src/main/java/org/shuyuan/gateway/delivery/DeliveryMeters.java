package org.shuyuan.gateway.delivery;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the bytes of data that go out, as they go, and what is on its way. */
@Component
class DeliveryMeters extends OncePerRequestFilter {

	private static final String API = "/api/v1/sharing/distributions/";

	/** The last part of an address below which data go out. */
	private static final Set<String> KINDS = Set.of("file", "rows", "groups", "service");

	private final MeterRegistry meters;

	private final AtomicInteger running = new AtomicInteger();

	DeliveryMeters(MeterRegistry meters) {
		this.meters = meters;
		Gauge.builder("shuyuan.deliveries.running", this.running, AtomicInteger::doubleValue)
			.description("Deliveries that have begun and not ended")
			.register(meters);
		KINDS.forEach(this::delivered);
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getMethod().equals("GET") || !request.getRequestURI().startsWith(API)
				|| !KINDS.contains(kind(request));
	}

	private static String kind(HttpServletRequest request) {
		return request.getRequestURI().substring(request.getRequestURI().lastIndexOf('/') + 1);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Counted counted = new Counted(response, delivered(kind(request)));
		try {
			chain.doFilter(request, counted);
		}
		finally {
			counted.end();
		}
	}

	private Counter delivered(String kind) {
		return Counter.builder("shuyuan.delivered")
			.description("Data delivered, by kind of delivery")
			.baseUnit("bytes")
			.tag("kind", kind)
			.register(this.meters);
	}

	/** A response whose bytes are counted, unless it is a refusal. */
	private final class Counted extends HttpServletResponseWrapper {

		private final Counter bytes;

		private @Nullable Counting stream;

		private boolean begun;

		Counted(HttpServletResponse response, Counter bytes) {
			super(response);
			this.bytes = bytes;
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			Counting counting = this.stream;
			if (counting == null) {
				counting = new Counting(super.getOutputStream(), this);
				this.stream = counting;
			}
			return counting;
		}

		private void sent(int length) {
			if (getStatus() < HttpServletResponse.SC_MULTIPLE_CHOICES) {
				if (!this.begun) {
					this.begun = true;
					DeliveryMeters.this.running.incrementAndGet();
				}
				this.bytes.increment(length);
			}
		}

		private void end() {
			if (this.begun) {
				DeliveryMeters.this.running.decrementAndGet();
			}
		}

	}

	private static final class Counting extends ServletOutputStream {

		private final ServletOutputStream out;

		private final Counted counted;

		Counting(ServletOutputStream out, Counted counted) {
			this.out = out;
			this.counted = counted;
		}

		@Override
		public void write(int one) throws IOException {
			this.out.write(one);
			this.counted.sent(1);
		}

		@Override
		public void write(byte[] bytes, int from, int length) throws IOException {
			this.out.write(bytes, from, length);
			this.counted.sent(length);
		}

		@Override
		public void flush() throws IOException {
			this.out.flush();
		}

		@Override
		public void close() throws IOException {
			this.out.close();
		}

		@Override
		public boolean isReady() {
			return this.out.isReady();
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			this.out.setWriteListener(listener);
		}

	}

}
