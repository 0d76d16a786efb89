package org.shuyuan.gateway.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.shuyuan.connections.ConnectionReset;
import org.shuyuan.gateway.access.PermittedAccess;
import org.shuyuan.gateway.access.RevocationCheck;
import org.shuyuan.gateway.audit.AuditFailed;
import org.shuyuan.gateway.tables.QueryStopped;
import org.shuyuan.support.problem.ConnectionBroken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after one delivery from beside the thread that delivers, which may be waiting for
 * a slow reader. When it is revoked its connection is reset, so that nothing more reaches
 * the reader, however much is buffered on the way.
 */
final class DeliveryGuard implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(DeliveryGuard.class);

	private static final Duration RECORDED = Duration.ofMillis(300);

	private final RevocationCheck revocationCheck;

	private final String decision;

	private final HttpServletResponse response;

	private final Optional<ConnectionReset> connection;

	private final Runnable source;

	private final Thread delivering = Thread.currentThread();

	private final AtomicBoolean looking = new AtomicBoolean();

	private final Consumer<DeliveryGuard> closed;

	private volatile boolean over;

	private volatile boolean broken;

	/**
	 * Guards what the current thread is about to deliver.
	 * @param source stops what it is delivered from, more than once if need be
	 * @param closed notified when nothing is delivered any more
	 */
	DeliveryGuard(PermittedAccess<?> permittedAccess, HttpServletRequest request, HttpServletResponse response,
			Runnable source, Consumer<DeliveryGuard> closed) {
		this.closed = closed;
		this.source = source;
		this.revocationCheck = permittedAccess.watch();
		this.decision = permittedAccess.decision();
		this.response = response;
		this.connection = ConnectionReset.of(request);
		this.revocationCheck.cutOff(() -> Thread.ofVirtual().name("gateway-delivery-end").start(this::cutOffLater));
	}

	/** Checks once, in its own thread: it may have to ask who the caller is. */
	void look() {
		if (this.looking.compareAndSet(false, true)) {
			Thread.ofVirtual().name("gateway-delivery-look").start(this::lookNow);
		}
	}

	private void lookNow() {
		try {
			if (!this.over && this.revocationCheck.getAsBoolean()) {
				cutOff();
			}
		}
		catch (RuntimeException ex) {
			LOG.warn("A running delivery cannot be checked; it ends", ex);
			cutOff();
		}
		finally {
			this.looking.set(false);
		}
	}

	/** Bytes do not wait long for a record that cannot be made. */
	private void cutOffLater() {
		LockSupport.parkNanos(RECORDED.toNanos());
		cutOff();
	}

	/** Ends what has begun; what has not is refused by who delivers. */
	synchronized void cutOff() {
		if (!this.over) {
			this.source.run();
		}
		if (!this.over && !this.broken && this.response.isCommitted() && this.connection.isPresent()) {
			this.broken = true;
			this.connection.get().reset();
			if (Thread.currentThread() != this.delivering) {
				// it may wait until the reader has room again, which it never has
				this.delivering.interrupt();
			}
			LOG.info("Delivery {} was broken off", this.decision);
		}
	}

	/**
	 * Delivering has failed.
	 * @throws ConnectionBroken if the connection was reset, now at the latest
	 */
	void failed(Exception ex) throws ConnectionBroken {
		if (ex instanceof DeliveryRevoked || ex instanceof QueryStopped || ex instanceof AuditFailed) {
			cutOff();
		}
		if (this.broken) {
			throw new ConnectionBroken(ex);
		}
	}

	@Override
	public synchronized void close() {
		this.over = true;
		this.closed.accept(this);
		if (this.broken) {
			Thread.interrupted();
		}
	}

}
