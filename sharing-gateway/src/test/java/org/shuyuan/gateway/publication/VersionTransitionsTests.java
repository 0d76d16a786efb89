package org.shuyuan.gateway.publication;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.comparison.ComparisonOutcome;
import org.shuyuan.gateway.database.GatewayLock;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.VersionReason;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.versions.TakeoverStore;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two versions of one distribution, looked at by two instances at the same time. */
@GatewayTest
class VersionTransitionsTests {

	private static final InspectionResult AVAILABLE = new InspectionResult(VersionState.AVAILABLE, "csv", "text/csv",
			null, null, List.of());

	private final DistributionId distribution = DistributionId.random();

	@Autowired
	private JdbcClient sql;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private VersionTransitions versionTransitions;

	@Autowired
	private TakeoverStore takeoverStore;

	@Autowired
	private DataSource database;

	/** As whoever looks at a version holds it, so that no instance takes it over. */
	private Connection held;

	private PendingVersion older;

	private PendingVersion newer;

	@BeforeEach
	void bothAreLookedAt() throws SQLException {
		this.held = this.database.getConnection();
		this.older = lookedAt(1);
		this.newer = lookedAt(2);
	}

	@AfterEach
	void end() throws SQLException {
		this.sql.sql("delete from gateway.data_version where distribution = :id")
			.param("id", this.distribution.value())
			.update();
		try (Connection ended = this.held; Statement statement = ended.createStatement()) {
			statement.execute("select pg_advisory_unlock_all()");
		}
	}

	@Test
	void tellsOfBothInTheirOrder() {
		complete(this.older);
		complete(this.newer);
		assertThat(told()).containsExactly("1 available", "2 available");
	}

	@Test
	void doesNotTellOfTheOlderOneOnceTheNewerIsInForce() {
		complete(this.newer);
		complete(this.older);
		assertThat(told()).containsExactly("2 available");
	}

	@Test
	void doesNotTellOfTheOlderOneThatWaitedForTheNewer() {
		CompletableFuture<Void> completed = this.transactions.execute((_) -> {
			complete(this.newer);
			CompletableFuture<Void> late = CompletableFuture.runAsync(() -> complete(this.older));
			await().atMost(Duration.ofMinutes(2)).until(this::oneWaits);
			return late;
		});
		assertThat(completed).succeedsWithin(Duration.ofMinutes(2));
		assertThat(told()).containsExactly("2 available");
	}

	@Test
	void tellsOfTheOlderOneWhenTheNewerIsTakenBack() {
		complete(this.newer);
		complete(this.older);
		this.versionTransitions.withdraw(this.newer.sha256(), new VersionReason("secrecy-marking", "有密级标志", "Marked"),
				(_) -> List.of());
		assertThat(told()).containsExactly("2 available", "2 refused", "1 available");
	}

	/** Compares anew while another one takes over meanwhile. */
	private void complete(PendingVersion pendingVersion) {
		boolean completed;
		do {
			int with = this.takeoverStore.inForce(this.distribution);
			completed = this.versionTransitions.complete(pendingVersion, new ComparisonOutcome(AVAILABLE, null, with),
					List.of());
		}
		while (!completed);
	}

	private boolean oneWaits() {
		return this.sql.sql("select count(*) from pg_locks where not granted").query(Long.class).single() > 0;
	}

	private List<String> told() {
		return this.sql
			.sql("select version || ' ' || state from gateway.data_change where distribution = :id order by position")
			.param("id", this.distribution.value())
			.query(String.class)
			.list();
	}

	private PendingVersion lookedAt(int version) {
		JdbcClient.create(new SingleConnectionDataSource(this.held, true))
			.sql("select pg_advisory_lock(" + GatewayLock.INSPECTION.key(":name") + ")")
			.param("name", this.distribution.value() + "/" + version)
			.query((_) -> {
			});
		Sha256 sha256 = new Sha256((UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", ""));
		this.sql.sql("""
				insert into gateway.data_version (distribution, version, entry, agency, filename, sha256, bytes, state,
					uploaded_by, received)
				values (:distribution, :version, :entry, :agency, 'x', :sha256, 1, 'processing', 'x', now())
				""")
			.param("distribution", this.distribution.value())
			.param("version", version)
			.param("entry", EntryId.random().value())
			.param("agency", AgencyId.ofBody("11990100MB0A00007").value())
			.param("sha256", sha256.value())
			.update();
		return new PendingVersion(this.distribution, version, sha256, 1, "x", 1);
	}

}
