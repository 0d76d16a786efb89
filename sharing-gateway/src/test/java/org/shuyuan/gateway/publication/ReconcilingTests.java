package org.shuyuan.gateway.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.gateway.comparison.VersionComparator;
import org.shuyuan.gateway.versions.DistributionOwners;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A version with a hit that was told as available, and is not by its entry's items. */
@GatewayTest
class ReconcilingTests {

	private static final AgencyId AGENCY = AgencyId.ofBody("11990100MB0A00007");

	private final DistributionId distribution = DistributionId.random();

	private final EntryId entry = EntryId.random();

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private VersionStore versions;

	@Autowired
	private VersionTransitions versionTransitions;

	@Autowired
	private DataFeed feed;

	@Autowired
	private VersionsInForce inForce;

	@Autowired
	private DistributionOwners distributionOwners;

	@Autowired
	private FeedSignal signal;

	@Autowired
	private VersionComparator versionComparator;

	@Autowired
	private Rescans rescans;

	private VersionPublisher versionPublisher;

	@BeforeEach
	void onRecord() {
		this.snapshot.heard(Instant.EPOCH);
		this.sql.sql("""
				insert into gateway.data_version (distribution, version, entry, agency, filename, sha256, bytes, state,
					uploaded_by, received, public_available, in_force, rules_version)
				values (:distribution, 1, :entry, :agency, 'x', repeat('0', 64), 1, 'available', 'someone', now(), true,
					true, 1)
				""")
			.param("distribution", this.distribution.value())
			.param("entry", this.entry.value())
			.param("agency", AGENCY.value())
			.update();
		this.sql.sql("""
				insert into gateway.content_hit (id, distribution, version, entry, agency, rule, rules_version, clause,
					count, evidence, found, state)
				values (:distribution, :distribution, 1, :entry, :agency, 'resident-id', 1, 'x', 1, '[]', now(), 'open')
				""")
			.param("distribution", this.distribution.value())
			.param("entry", this.entry.value())
			.param("agency", AGENCY.value())
			.update();
		this.versionPublisher = new VersionPublisher(this.versions, this.versionTransitions, this.feed, this.inForce,
				this.distributionOwners, this.signal, this.versionComparator, this.rescans);
	}

	/** Nothing of it may stay for whoever reads all hits. */
	@AfterEach
	void offRecord() {
		this.snapshot.heard(Instant.EPOCH);
		for (String table : List.of("content_hit", "data_version")) {
			this.sql.sql("delete from gateway.%s where distribution = :distribution".formatted(table))
				.param("distribution", this.distribution.value())
				.update();
		}
	}

	private void register() {
		TestEntries.put(this.snapshot, TestEntries.entry(this.entry, this.distribution, AGENCY,
				new SharingClass.Conditional(Set.of(), Set.of()), new Openness.NotOpen("", List.of()), List.of()));
	}

	private void hear() {
		this.snapshot.heard(Instant.now().plus(Duration.ofHours(1)));
	}

	private List<Boolean> told() {
		return this.sql.sql(
				"select public_available from gateway.data_change where distribution = :distribution order by position")
			.param("distribution", this.distribution.value())
			.query(Boolean.class)
			.list();
	}

	/** Whichever comes first, this one or the one at work. */
	private void assertTold() {
		Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			this.versionPublisher.reconcile();
			assertThat(told()).isNotEmpty().doesNotContain(true);
		});
	}

	@Test
	void tellsNothingByACatalogueItDoesNotHear() {
		register();
		this.versionPublisher.reconcile();
		assertThat(told()).isEmpty();
		hear();
		assertTold();
	}

	@Test
	void tellsNothingOfAnEntryItDoesNotKnow() {
		hear();
		this.versionPublisher.reconcile();
		assertThat(told()).isEmpty();
		register();
		assertTold();
	}

	@Test
	void looksOnlyAtWhatChanged() {
		VersionStore asked = Mockito.mock(VersionStore.class);
		VersionPublisher own = new VersionPublisher(asked, this.versionTransitions, Mockito.mock(DataFeed.class),
				Mockito.mock(VersionsInForce.class), this.distributionOwners, this.signal, this.versionComparator,
				this.rescans);
		register();
		own.reconcile();
		Mockito.verifyNoInteractions(asked);
		hear();
		own.reconcile();
		Mockito.verify(asked).distributionsWithHits();
		Mockito.verify(asked).findInForce(List.of(this.distribution));
		own.reconcile();
		Mockito.verifyNoMoreInteractions(asked);
	}

}
