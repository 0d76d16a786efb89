package org.shuyuan.gateway.queue;

import java.sql.Connection;
import java.sql.SQLException;

import org.shuyuan.gateway.inspection.PendingVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A version that this process looks at. Other instances leave it alone until the claim is
 * closed, or its connection ends with the process.
 */
public final class InspectionLease implements AutoCloseable {

	private static final Logger LOG = LoggerFactory.getLogger(InspectionLease.class);

	private final Connection held;

	private final PendingVersion version;

	InspectionLease(Connection held, PendingVersion version) {
		this.held = held;
		this.version = version;
	}

	/** What is claimed. */
	public PendingVersion version() {
		return this.version;
	}

	static JdbcClient over(Connection held) {
		return JdbcClient.create(new SingleConnectionDataSource(held, true));
	}

	public static String name(String distribution, int version) {
		return distribution + "/" + version;
	}

	@Override
	public void close() {
		try (this.held) {
			over(this.held).sql("select pg_advisory_unlock(hashtextextended(:name, 202))")
				.param("name", name(this.version.distribution().value(), this.version.version()))
				.query(Boolean.class)
				.single();
			this.held.commit();
		}
		catch (SQLException | RuntimeException ended) {
			LOG.debug("The claim ended with its connection", ended);
		}
	}

}
