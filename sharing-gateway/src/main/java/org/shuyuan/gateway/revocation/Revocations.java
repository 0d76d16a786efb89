package org.shuyuan.gateway.revocation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * A number that grows whenever something is taken back. A running stream remembers it and
 * looks again when it has changed: at once in this process, within 200 ms on the other
 * instances.
 */
@Component
public class Revocations implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

	private final AtomicLong epoch = new AtomicLong();

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private final Lookout lookout = new Lookout("gateway-revocations", this::look);

	private final JdbcClient sql;

	private long seen = -1;

	Revocations(JdbcClient sql) {
		this.sql = sql;
	}

	/** The number now. */
	public long epoch() {
		return this.epoch.get();
	}

	/** Runs before the number grows, so that what streams look at is fresh. */
	public void listen(Runnable listener) {
		this.listeners.add(listener);
	}

	/**
	 * Something was taken back; call it after the commit.
	 */
	public void announce() {
		announceHere();
		try {
			this.sql.sql("select nextval('gateway.revocation')").query(Long.class).single();
		}
		catch (DataAccessException | CannotCreateTransactionException ex) {
			LOG.warn("Other instances were not told of a revocation", ex);
		}
	}

	/** As {@link #announce()}, where every instance learns of it by itself. */
	public void announceHere() {
		this.listeners.forEach(Runnable::run);
		this.epoch.incrementAndGet();
	}

	private void look() {
		long now = this.sql.sql("select case when is_called then last_value else 0 end from gateway.revocation")
			.query(Long.class)
			.single();
		if (now != this.seen) {
			announceHere();
			this.seen = now;
		}
	}

	@Override
	public void start() {
		this.lookout.start();
	}

	@Override
	public void stop() {
		this.lookout.stop();
	}

	@Override
	public boolean isRunning() {
		return this.lookout.running();
	}

}
