package org.shuyuan.support.web;

import java.util.concurrent.atomic.AtomicLong;

import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/** How many bytes of bodies all calls together may hold in memory. */
final class BodyMemoryLimit {

	private final AtomicLong held = new AtomicLong();

	private final long most;

	BodyMemoryLimit(long most) {
		this.most = most;
	}

	/** What one call holds; given back when it is closed. */
	Share share() {
		return new Share();
	}

	private static Problem busy() {
		Problem problem = new Problem(CommonProblemType.TOO_BUSY,
				Text.of("同时到达的内容过多，暂不能接收", "More is arriving at once than can be handled at the moment"));
		problem.getHeaders().set("Retry-After", "5");
		return problem;
	}

	/** Belongs to one call. */
	final class Share implements AutoCloseable {

		private long taken;

		/**
		 * Takes so many bytes more.
		 * @throws Problem 503 {@code too-busy} where there is no room for them
		 */
		void take(int bytes) {
			this.taken += bytes;
			if (BodyMemoryLimit.this.held.addAndGet(bytes) > BodyMemoryLimit.this.most) {
				throw busy();
			}
		}

		@Override
		public void close() {
			BodyMemoryLimit.this.held.addAndGet(-this.taken);
			this.taken = 0;
		}

	}

}
