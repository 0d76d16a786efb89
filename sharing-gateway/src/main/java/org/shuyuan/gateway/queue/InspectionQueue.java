package org.shuyuan.gateway.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import javax.sql.DataSource;

import org.shuyuan.gateway.database.GatewayLock;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.SenderDeclaration;
import org.shuyuan.gateway.objects.ObjectsUnreachable;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.versions.DistributionOwner;
import org.shuyuan.gateway.versions.StoredJson;
import org.shuyuan.gateway.versions.VersionHistory;
import org.shuyuan.vocab.identifier.DistributionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The versions that wait for inspection, the oldest first. All instances take from one
 * queue, each version by one of them at a time.
 */
@Repository
public class InspectionQueue {

	private static final Logger LOG = LoggerFactory.getLogger(InspectionQueue.class);

	private final JdbcClient sql;

	private final OrphanedObjects orphanedObjects;

	private final DataSource database;

	private final VersionHistory history;

	private final Clock clock;

	InspectionQueue(JdbcClient sql, OrphanedObjects orphanedObjects, DataSource database, VersionHistory history,
			Clock clock) {
		this.history = history;
		this.sql = sql;
		this.orphanedObjects = orphanedObjects;
		this.database = database;
		this.clock = clock;
	}

	/**
	 * Records bytes that have just become durable as the distribution's next version.
	 * @throws ObjectsUnreachable if the bytes were cleared away before they were recorded
	 */
	@Transactional
	public int receive(DistributionId distribution, DistributionOwner distributionOwner, String filename,
			StoredObject object, String subject) {
		return receive(distribution, distributionOwner, filename, false, object, subject, SenderDeclaration.NOTHING);
	}

	/**
	 * The same for bytes uploaded under a name, with what the sender declares of them.
	 * @param nameMarked whether that name carried a secrecy marking
	 * @throws ObjectsUnreachable if the bytes were cleared away before they were recorded
	 */
	@Transactional
	public int receive(DistributionId distribution, DistributionOwner distributionOwner, String filename,
			boolean nameMarked, StoredObject object, String subject, SenderDeclaration senderDeclaration) {
		this.orphanedObjects.keep(object.sha256());
		this.sql.sql("select pg_advisory_xact_lock(" + GatewayLock.VERSION_NUMBER.key(":distribution") + ")")
			.param("distribution", distribution.value())
			.query((row) -> {
			});
		int version = this.sql
			.sql("select coalesce(max(version), 0) + 1 from gateway.data_version where distribution = :distribution")
			.param("distribution", distribution.value())
			.query(Integer.class)
			.single();
		this.sql
			.sql("""
					insert into gateway.data_version (distribution, version, entry, agency, filename, sha256, bytes, state,
						uploaded_by, received, declared, name_marked)
					values (:distribution, :version, :entry, :agency, :filename, :sha256, :bytes, 'received', :subject, :now,
						cast(:declared as jsonb), :marked)
					""")
			.param("distribution", distribution.value())
			.param("version", version)
			.param("entry", distributionOwner.entry().value())
			.param("agency", distributionOwner.agency().value())
			.param("filename", filename)
			.param("sha256", object.sha256().value())
			.param("bytes", object.bytes())
			.param("subject", subject)
			.param("marked", nameMarked)
			.param("now", Timestamp.from(Instant.now(this.clock)))
			.param("declared",
					senderDeclaration.equals(SenderDeclaration.NOTHING) ? null : StoredJson.write(senderDeclaration))
			.update();
		this.history.add(distribution, version, "received", subject, null);
		return version;
	}

	/** How many versions are not inspected yet. */
	public long length() {
		return this.sql.sql("select count(*) from gateway.data_version where state in ('received', 'processing')")
			.query(Long.class)
			.single();
	}

	/** The next version, now claimed by this process. */
	public Optional<InspectionLease> claim() {
		return claim(Long.MAX_VALUE, Integer.MAX_VALUE);
	}

	/**
	 * The next version in the queue: the oldest of the agencies with the fewest under
	 * inspection. The same bytes are never inspected concurrently.
	 * @param mostBytes only a version of so many bytes at most
	 * @param mostOfOne only of an agency with fewer than so many under inspection
	 */
	public Optional<InspectionLease> claim(long mostBytes, int mostOfOne) {
		Connection held = DataSourceUtils.getConnection(this.database);
		InspectionLease inspectionLease = null;
		try {
			held.setAutoCommit(false);
			JdbcClient own = over(held);
			Optional<PendingVersion> waiting = own.sql("""
					select distribution, version, sha256, bytes, filename, attempts + 1 as attempts, name_marked
					from gateway.data_version v
					where state = 'received' and bytes <= :bytes
						and (select count(*) from gateway.data_version b
							where b.state = 'processing' and b.agency = v.agency) < :most
						and not exists (select from gateway.data_version b
							where b.state = 'processing' and b.sha256 = v.sha256)
					order by (select count(*) from gateway.data_version b
							where b.state = 'processing' and b.agency = v.agency), received
					limit 1 for update of v skip locked
					""").param("bytes", mostBytes).param("most", mostOfOne).query(PendingVersion::of).optional();
			if (waiting.isPresent()) {
				String name = name(waiting.get().distribution().value(), waiting.get().version());
				own.sql("select pg_advisory_lock(" + GatewayLock.INSPECTION.key(":name") + ")")
					.param("name", name)
					.query((row) -> {
					});
				own.sql("""
						update gateway.data_version set state = 'processing', attempts = attempts + 1
						where distribution = :distribution and version = :version
						""")
					.param("distribution", waiting.get().distribution().value())
					.param("version", waiting.get().version())
					.update();
				inspectionLease = new InspectionLease(waiting.get(), () -> release(held, name));
			}
			held.commit();
			return Optional.ofNullable(inspectionLease);
		}
		catch (SQLException broken) {
			throw new DataAccessResourceFailureException("The database does not answer", broken);
		}
		finally {
			if (inspectionLease == null) {
				DataSourceUtils.releaseConnection(held, this.database);
			}
		}
	}

	private static JdbcClient over(Connection held) {
		return JdbcClient.create(new SingleConnectionDataSource(held, true));
	}

	private static String name(String distribution, int version) {
		return distribution + "/" + version;
	}

	private static void release(Connection held, String name) {
		try (held) {
			over(held).sql("select pg_advisory_unlock(" + GatewayLock.INSPECTION.key(":name") + ")")
				.param("name", name)
				.query(Boolean.class)
				.single();
			held.commit();
		}
		catch (SQLException | RuntimeException ended) {
			LOG.debug("The lease ended with its connection", ended);
		}
	}

	/** What a crashed process was inspecting is queued again. */
	@Transactional
	public int resume() {
		return this.sql.sql("""
				with begun as materialized
					(select distribution, version from gateway.data_version where state = 'processing')
				update gateway.data_version v set state = 'received' from begun
				where v.distribution = begun.distribution and v.version = begun.version and v.state = 'processing'
					and pg_try_advisory_xact_lock(%s)
				""".formatted(GatewayLock.INSPECTION.key("begun.distribution || '/' || begun.version"))).update();
	}

	/** Queues a version again as if it had not been inspected. */
	public void putBack(PendingVersion waiting) {
		this.sql.sql("""
				update gateway.data_version set state = 'received', attempts = attempts - 1
				where distribution = :distribution and version = :version and state = 'processing'
				""").param("distribution", waiting.distribution().value()).param("version", waiting.version()).update();
	}

}
