package org.shuyuan.catalogue.dcat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.catalogue.TestCatalogue;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.publicview.PublicGraph;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@CatalogueTest
class PublicEntryPagesTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T01:00:00Z"));

	@Autowired
	private PublicView view;

	@Autowired
	private ChangeLog log;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private TransactionTemplate transactions;

	private TestCatalogue catalogue;

	private PublicEntryPages publicEntryPages;

	@BeforeEach
	void open() {
		this.catalogue = new TestCatalogue(this.log, this.sql, this.transactions);
		InstantSource clock = this.now::get;
		this.publicEntryPages = new PublicEntryPages(this.view, clock.withZone(ZoneOffset.UTC));
		publish(210);
	}

	@Test
	void areNumberedOnceAMinuteAndHoldEverythingMeanwhile() {
		int before = this.publicEntryPages.page(1).count();
		publish(101);
		assertThat(this.publicEntryPages.page(1).count()).isEqualTo(before);
		assertThat(all()).containsExactlyElementsOf(published());
		this.now.updateAndGet((instant) -> instant.plus(Duration.ofMinutes(1)));
		assertThat(this.publicEntryPages.page(1).count()).isEqualTo((published().size() + 99) / 100)
			.isGreaterThan(before);
		assertThat(all()).containsExactlyElementsOf(published());
	}

	@Test
	void arePartedAtOnceWhereTheyGrowTooLarge() {
		int before = this.publicEntryPages.page(1).count();
		publish(published().size() * 2);
		assertThat(all()).containsExactlyElementsOf(published());
		assertThat(this.publicEntryPages.page(1).count()).isGreaterThan(before);
	}

	@Test
	void haveNothingBeforeTheFirstAndAfterTheLast() {
		assertThat(this.publicEntryPages.page(0).entries()).isNull();
		assertThat(this.publicEntryPages.page(this.publicEntryPages.page(1).count() + 1).entries()).isNull();
	}

	private List<EntryId> all() {
		List<EntryId> all = new ArrayList<>();
		for (int page = 1; page <= this.publicEntryPages.page(1).count(); page++) {
			this.publicEntryPages.page(page).entries().forEach((entry) -> all.add(entry.id()));
		}
		return all;
	}

	private List<EntryId> published() {
		return this.view.graphs("", 100_000).stream().map(PublicGraph::id).toList();
	}

	private void publish(int count) {
		long last = 0;
		for (int i = 0; i < count; i++) {
			last = this.catalogue.put(TestCatalogue.entry("页" + i, Discoverability.PUBLIC, "mark"),
					LifecycleState.PUBLISHED, 1, null);
		}
		long position = last;
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> this.view.standing().source() >= position);
	}

}
