package org.shuyuan.support.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemWriter;
import org.shuyuan.vocab.Text;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/**
 * Reads the body of a service's write whole, 1 MiB at most, so that idempotency can
 * compare it. What is larger by nature streams past.
 */
public final class BodyBufferFilter extends OncePerRequestFilter {

	private static final int MOST = 1 << 20;

	private static final int PIECE = 1 << 13;

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private static final BodyMemoryLimit MEMORY = new BodyMemoryLimit(
			Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 16));

	private final ProblemWriter problems;

	private final Predicate<String> paths;

	private final Text advice;

	/**
	 * Buffers bodies of requests to a service's paths.
	 * @param paths whether bodies to a path are read
	 * @param advice where what is larger belongs
	 */
	public BodyBufferFilter(ProblemWriter problems, Predicate<String> paths, Text advice) {
		this.problems = problems;
		this.paths = paths;
		this.advice = advice;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		String path = UrlPathHelper.defaultInstance.getPathWithinApplication(request);
		boolean write = request.getMethod().equals("POST") || request.getMethod().equals("PUT");
		return !write || !this.paths.test(path);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try (BodyMemoryLimit.Share share = MEMORY.share()) {
			Optional<byte[]> body = read(request, response, share);
			if (body.isPresent()) {
				chain.doFilter(new KeptRequest(request, body.get()), response);
			}
		}
	}

	/** The whole body; empty where the call was refused instead. */
	private Optional<byte[]> read(HttpServletRequest request, HttpServletResponse response, BodyMemoryLimit.Share share)
			throws IOException {
		try {
			if (request.getContentLengthLong() > MOST) {
				throw tooLarge();
			}
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			byte[] piece = new byte[PIECE];
			long end = System.nanoTime() + LONGEST.toNanos();
			InputStream in = request.getInputStream();
			for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
				share.take(read);
				body.write(piece, 0, read);
				if (body.size() > MOST) {
					throw tooLarge();
				}
				if (System.nanoTime() > end) {
					throw slow();
				}
			}
			return Optional.of(body.toByteArray());
		}
		catch (SocketTimeoutException _) {
			this.problems.write(response, slow());
		}
		catch (Problem refused) {
			this.problems.write(response, refused);
		}
		return Optional.empty();
	}

	private Problem tooLarge() {
		return new Problem(CommonProblemType.TOO_LARGE, Text.of("正文超过 1 MiB", "The body is longer than 1 MiB"),
				this.advice);
	}

	private static Problem slow() {
		return new Problem(CommonProblemType.BODY_TIMEOUT,
				Text.of("正文未能在 30 秒内全部到达，未保存任何内容", "The body did not arrive within 30 seconds; nothing was stored"));
	}

	static final class KeptRequest extends HttpServletRequestWrapper {

		private final byte[] body;

		KeptRequest(HttpServletRequest request, byte[] body) {
			super(request);
			this.body = body;
		}

		byte[] body() {
			return this.body;
		}

		@Override
		public ServletInputStream getInputStream() {
			return new KeptBody(new ByteArrayInputStream(this.body));
		}

	}

	private static final class KeptBody extends ServletInputStream {

		private final ByteArrayInputStream in;

		KeptBody(ByteArrayInputStream in) {
			this.in = in;
		}

		@Override
		public int read() {
			return this.in.read();
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			return this.in.read(target, offset, length);
		}

		@Override
		public boolean isFinished() {
			return this.in.available() == 0;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new UnsupportedOperationException("The body is read without waiting");
		}

	}

}
