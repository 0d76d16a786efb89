package org.shuyuan.support.database;

import java.sql.SQLException;
import java.time.InstantSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import org.shuyuan.observability.RecentFailure;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Whether the database lately refused work for lack of disk, memory or other resources
 * (<a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">classes 53
 * and 58</a>). It keeps answering, so a connection check does not show it.
 */
final class DatabaseCapacityHealth implements SQLExceptionOverride, BeanPostProcessor {

	private final RecentFailure work = new RecentFailure(InstantSource.system());

	@java.lang.Override
	public SQLExceptionOverride.Override adjudicate(SQLException failure) {
		String state = failure.getSQLState();
		if (state != null && (state.startsWith("53") || state.startsWith("58"))) {
			this.work.failed(failure);
		}
		return SQLExceptionOverride.Override.CONTINUE_EVICT;
	}

	@java.lang.Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof HikariDataSource pool) {
			pool.setExceptionOverride(this);
		}
		return bean;
	}

	/**
	 * Returns unless work was refused within half a minute.
	 * @throws Exception what was said then
	 */
	void check() throws Exception {
		this.work.check();
	}

}
