package org.shuyuan.support.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemWriter;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyBufferFilterTests {

	private final BodyBufferFilter filter = new BodyBufferFilter(new ProblemWriter(JsonMapper.builder().build()),
			(path) -> true, Text.of("短些", "Shorten it"));

	@Test
	void handsOnWhatWasRead() throws Exception {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/x");
		request.setContent("{}".getBytes(StandardCharsets.UTF_8));
		AtomicReference<String> read = new AtomicReference<>();
		this.filter.doFilter(request, new MockHttpServletResponse(),
				(handed, _) -> read.set(new String(handed.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
		assertThat(read).hasValue("{}");
	}

	@Test
	void refusesWhatIsTooLargeOrDoesNotArrive() throws Exception {
		MockHttpServletRequest large = new MockHttpServletRequest("POST", "/x");
		large.setContent(new byte[(1 << 20) + 1]);
		refused(large, 413, "too-large");
		refused(new MockHttpServletRequest("PUT", "/x") {
			@Override
			public ServletInputStream getInputStream() {
				return new Stalled();
			}
		}, 408, "body-timeout");
	}

	@Test
	void bodiesTogetherHaveABound() {
		BodyMemoryLimit memory = new BodyMemoryLimit(100);
		try (BodyMemoryLimit.Share one = memory.share()) {
			one.take(60);
			try (BodyMemoryLimit.Share other = memory.share()) {
				assertThatExceptionOfType(Problem.class).isThrownBy(() -> other.take(50))
					.satisfies((busy) -> assertThat(busy.getStatusCode().value()).isEqualTo(503))
					.satisfies((busy) -> assertThat(busy.getHeaders().getFirst("Retry-After")).isEqualTo("5"));
			}
			one.take(40);
		}
		try (BodyMemoryLimit.Share next = memory.share()) {
			next.take(100);
		}
	}

	private void refused(MockHttpServletRequest request, int status, String code) throws Exception {
		MockHttpServletResponse response = new MockHttpServletResponse();
		MockFilterChain chain = new MockFilterChain();
		this.filter.doFilter(request, response, chain);
		assertThat(chain.getRequest()).isNull();
		assertThat(response.getStatus()).isEqualTo(status);
		assertThat(response.getContentAsString()).contains(code);
	}

	private static final class Stalled extends ServletInputStream {

		private final ByteArrayInputStream first = new ByteArrayInputStream(new byte[10]);

		@Override
		public int read() throws IOException {
			int next = this.first.read();
			if (next < 0) {
				throw new SocketTimeoutException();
			}
			return next;
		}

		@Override
		public boolean isFinished() {
			return false;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new UnsupportedOperationException();
		}

	}

}
