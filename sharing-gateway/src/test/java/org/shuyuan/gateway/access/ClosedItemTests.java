package org.shuyuan.gateway.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the catalogue hears of open data whose entry closes items later. */
@GatewayTest
class ClosedItemTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Snapshot snapshot;

	@Autowired
	private JdbcClient sql;

	private TestDoor door;

	@BeforeEach
	void upload() throws Exception {
		this.snapshot.heard(Instant.now().plusSeconds(3600));
		this.door = new TestDoor(this.port, this.snapshot, this.sql);
		items(true, true);
		this.door.upload("许可编号,区\nA1,东湖区\nA2,西岭区\n");
	}

	private void items(boolean first, boolean second) {
		List<DataItem> items = List.of(TestEntries.item("许可编号", first), TestEntries.item("区", second));
		this.door.publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"), items);
	}

	private Map<String, Object> told() {
		return this.sql.sql("""
				select public_available as data, rows_open as rows, original from gateway.data_change
				where distribution = :distribution order by position desc limit 1
				""").param("distribution", this.door.distribution.value()).query().singleRow();
	}

	private void assertTold(boolean data, boolean rows, boolean original) {
		await().atMost(Duration.ofMinutes(2))
			.untilAsserted(
					() -> assertThat(told()).isEqualTo(Map.of("data", data, "rows", rows, "original", original)));
	}

	@Test
	void tellsThatTheOriginalIsClosedWithAnItemAndOpenAgainWithIt() {
		assertTold(true, true, true);
		items(true, false);
		assertTold(true, true, false);
		items(true, true);
		assertTold(true, true, true);
	}

	@Test
	void tellsThatNothingIsOpenWhereEveryItemIsClosed() {
		items(false, false);
		assertTold(true, false, false);
	}

}
