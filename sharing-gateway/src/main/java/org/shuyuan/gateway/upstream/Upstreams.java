package org.shuyuan.gateway.upstream;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The addresses that agencies registered for their services. */
@Repository
public class Upstreams {

	private final JdbcClient sql;

	private final Clock clock;

	Upstreams(JdbcClient sql, Clock clock) {
		this.sql = sql;
		this.clock = clock;
	}

	/** Where the service of a distribution answers. */
	public Optional<Upstream> find(DistributionId distribution) {
		return this.sql.sql("select address, header, credential from gateway.upstream where distribution = :id")
			.param("id", distribution.value())
			.query((row, number) -> new Upstream(HttpUrl.get(row.getString("address")), row.getString("header"),
					row.getString("credential")))
			.optional();
	}

	Optional<UpstreamRegistration> registered(DistributionId distribution) {
		return this.sql
			.sql("select distribution, address, header, by, at from gateway.upstream where distribution = :id")
			.param("id", distribution.value())
			.query((row, number) -> new UpstreamRegistration(new DistributionId(row.getString("distribution")),
					row.getString("address"), row.getString("header"), row.getString("by"),
					row.getTimestamp("at").toInstant()))
			.optional();
	}

	@Transactional
	void put(DistributionId distribution, Upstream upstream, String by) {
		this.sql.sql("""
				insert into gateway.upstream (distribution, address, header, credential, by, at)
				values (:id, :address, :header, :credential, :by, :at)
				on conflict (distribution) do update set address = excluded.address, header = excluded.header,
					credential = excluded.credential, by = excluded.by, at = excluded.at
				""")
			.param("id", distribution.value())
			.param("address", upstream.address().toString())
			.param("header", upstream.header())
			.param("credential", upstream.credential())
			.param("by", by)
			.param("at", Timestamp.from(this.clock.instant()))
			.update();
	}

	@Transactional
	boolean remove(DistributionId distribution) {
		return this.sql.sql("delete from gateway.upstream where distribution = :id")
			.param("id", distribution.value())
			.update() == 1;
	}

	/**
	 * What the agency sees of it: never the credential.
	 *
	 * @param header name of the header that carries the credential, absent without one
	 */
	record UpstreamRegistration(DistributionId distribution, String address, @Nullable String header, String by,
			Instant at) {
	}

}
