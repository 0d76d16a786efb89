package org.shuyuan.gateway.delivery;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.identifier.ItemId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Several items that could describe one column. */
@GatewayTest
class SharedColumnTests {

	private static final String CSV = "甲,列X\n1,SECRETX1\n2,SECRETX2\n";

	private static final String COLUMN = TestDoor.encoded("列X");

	private final Snapshot snapshot;

	private final TestDoor door;

	SharedColumnTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired JdbcClient sql) {
		this.snapshot = snapshot;
		this.door = new TestDoor(port, snapshot, sql);
	}

	@BeforeEach
	void heard() {
		this.snapshot.heard(Instant.now().plusSeconds(600));
	}

	private static DataItem personal(String name, String column) {
		return DataItem.of(Text.of(name), ItemType.STRING)
			.id(ItemId.random())
			.column(column)
			.sensitivity(Sensitivity.PERSONAL)
			.build();
	}

	@Test
	void closedOneKeepsTheColumnFromThePublic() throws Exception {
		DataItem other = TestEntries.item("甲", true);
		DataItem open = TestEntries.item("列X", true);
		for (DataItem closed : List.of(personal("身份", "列X"), personal("列X", null), personal("身份", "列Ｘ"),
				personal("列 x", "身份"))) {
			for (List<DataItem> items : List.of(List.of(other, open, closed), List.of(closed, open, other))) {
				this.door.publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"), items);
				this.door.confirm(this.door.upload(CSV));
				assertThat(this.door.get("/rows").body()).contains("[[1],[2]]").doesNotContain("SECRET", "列X");
				assertThat(this.door.get("").body()).contains("甲").doesNotContain("列X");
				assertThat(this.door.get("/profile").body()).contains("甲").doesNotContain("SECRET", "列X");
				for (String path : List.of("/file", "/rows?select=" + COLUMN, "/rows?sort=" + COLUMN,
						"/rows?filter=" + COLUMN + ":eq:SECRETX1", "/groups?by=" + COLUMN)) {
					TestDoor.refused(this.door.get(path), 403, "item-not-open");
				}
			}
		}
	}

	@Test
	void grantOfOneDoesNotGiveTheColumn() throws Exception {
		Entry entry = this.door.publish(
				new SharingClass.Conditional(Set.of(TestDoor.REQUESTER), Set.of(TestDoor.PURPOSE)),
				new Openness.NotOpen("", List.of()),
				List.of(TestEntries.item("甲", true), TestEntries.item("列X", true), personal("身份", "列X")));
		this.door.confirm(this.door.upload(CSV));
		GrantId one = this.door.grant(entry, 2, null, List.of());
		assertThat(this.door.get("/rows", one).body()).contains("[[1],[2]]").doesNotContain("SECRET", "列X");
		for (String path : List.of("/file", "/rows?select=" + COLUMN, "/groups?by=" + COLUMN)) {
			TestDoor.refused(this.door.get(path, one), 403, "items-not-covered");
		}
		HttpResponse<String> claimed = this.door.send(TestDoor.officer(), "POST",
				"/distributions/" + this.door.distribution + "/verification",
				Map.of("claims", List.of(Map.of("match", Map.of("甲", "1"), "item", "列X", "value", "SECRETX1"))),
				"Shuyuan-Grant", one.value(), "Shuyuan-Purpose", TestDoor.PURPOSE);
		TestDoor.refused(claimed, 403, "items-not-covered");
		GrantId both = this.door.grant(entry, 3, null, List.of());
		assertThat(this.door.get("/rows", both).body()).contains("SECRETX1");
		assertThat(this.door.get("/file", both).statusCode()).isEqualTo(200);
	}

}
