package org.shuyuan.gateway.delivery;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.access.TestDoor;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.gateway.publication.VersionFollower;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.identifier.GrantId;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows as they are asked for: by pages, as files, under quotas. */
@GatewayTest
class RowsTests {

	private final Snapshot snapshot;

	private final VersionFollower follower;

	private final TestDoor door;

	RowsTests(@LocalServerPort int port, @Autowired Snapshot snapshot, @Autowired VersionFollower follower,
			@Autowired JdbcClient sql) {
		this.snapshot = snapshot;
		this.follower = follower;
		this.door = new TestDoor(port, snapshot, sql);
	}

	@BeforeEach
	void heard() {
		this.snapshot.heard(Instant.now().plusSeconds(600));
	}

	@Test
	void pagesAreOfOneVersionOrNone() throws Exception {
		open("许可编号,区,联系人\nA1,东,x\nA2,西,x\nA3,南,x\n");
		JsonNode first = TestDoor.JSON
			.readTree(this.door.get("/rows?limit=2&sort=-" + TestDoor.encoded("许可编号")).body());
		String next = query(first);
		JsonNode second = TestDoor.JSON.readTree(this.door.get("/rows?" + next).body());
		assertThat(second.path("rows").toString()).isEqualTo("[[\"A1\",\"东\",\"x\"]]");
		assertThat(second.has("next")).isFalse();
		this.door.upload("许可编号,区,联系人\nB1,东,x\nB2,西,x\nB3,南,x\n");
		this.follower.catchUp();
		HttpResponse<String> mixed = this.door.get("/rows?" + next);
		TestDoor.refused(mixed, 409, "version-changed");
		assertThat(mixed.body()).contains("after").doesNotContain("B1");
		assertThat(this.door.get("/rows?limit=2").body()).contains("B1");
		for (String after : List.of("2", "x", "1.x", "1.", "-1.2", "1.-2", "99999999999.1")) {
			TestDoor.refused(this.door.get("/rows?after=" + after), 400, "page-unknown");
		}
	}

	@Test
	void valuesWithCommasCanBeAskedFor() throws Exception {
		open("许可编号,区,联系人\n\"x,y\",东,1\nz,西,2\nq,南,3\n");
		for (String filter : List.of("许可编号:in:\"x,y\",z", "许可编号:in:x\\,y,z")) {
			assertThat(TestDoor.JSON.readTree(this.door.get("/rows?filter=" + TestDoor.encoded(filter)).body())
				.path("total")
				.asInt()).isEqualTo(2);
		}
		TestDoor.refused(this.door.get("/rows?filter=" + TestDoor.encoded("许可编号:in:\"x")), 400, "filter-malformed");
	}

	@Test
	void parametersThatAreNoneOrComeTwiceAreRefusedByName() throws Exception {
		open("许可编号,区,联系人\nA1,东,x\n");
		for (String path : List.of("/rows?offset=10", "/rows?fliter=a", "/file?version=1", "/profile?x=1", "?x=1",
				"/groups?by=" + TestDoor.encoded("区") + "&limit=3")) {
			TestDoor.refused(this.door.get(path), 400, "parameter-unknown");
		}
		assertThat(this.door.get("/rows?fliter=a").body()).contains("fliter → filter");
		TestDoor.refused(this.door.get("/rows?limit=1&limit=2"), 400, "parameter-invalid");
		assertThat(this.door.recorded("permit")).isZero();
		assertThat(this.door.get("/rows?filter=" + TestDoor.encoded("区:eq:东") + "&filter=" + TestDoor.encoded("区:ne:西"))
			.statusCode()).isEqualTo(200);
	}

	@Test
	void filesForPeopleAreNamedAfterTheEntryAndOpenInSpreadsheets() throws Exception {
		open("许可编号,区,联系人\n=1+1,东,x\n");
		String title = TestDoor.encoded(this.snapshot.find(this.door.entry).orElseThrow().entry().title().zh());
		String day = "-" + LocalDate.now(ZoneId.of("Asia/Shanghai"));
		HttpResponse<String> csv = this.door.get("/rows?format=csv&bom=true");
		assertThat(csv.body()).startsWith("\ufeff许可编号").contains("\r\n'=1+1,");
		assertThat(csv.headers().firstValue("Content-Disposition"))
			.hasValue("attachment; filename=\"rows" + day + ".csv\"; filename*=UTF-8''" + title + day + ".csv");
		HttpResponse<String> plain = this.door.get("/rows?format=csv");
		assertThat(plain.body()).startsWith("许可编号").contains("\r\n=1+1,");
		assertThat(this.door.get("/rows?format=xlsx").headers().firstValue("Content-Disposition").orElseThrow())
			.endsWith(title + day + ".xlsx");
		TestDoor.refused(this.door.get("/rows?bom=true"), 400, "parameter-invalid");
	}

	@Test
	void aWeakTagIsComparedWeakly() throws Exception {
		open("许可编号,区,联系人\nA1,东,x\n");
		String tag = this.door.get("/file").headers().firstValue("ETag").orElseThrow();
		for (String known : List.of(tag, "W/" + tag, "\"x\", W/" + tag, "*")) {
			assertThat(this.door.get("/file", null, "If-None-Match", known).statusCode()).as(known).isEqualTo(304);
		}
		assertThat(this.door.get("/file", null, "If-None-Match", "W/\"x\"").statusCode()).isEqualTo(200);
		assertThat(this.door.get("/file", null, "If-None-Match", "\"x\"", "If-None-Match", tag).statusCode())
			.isEqualTo(304);
		for (String path : List.of("/rows", "/groups?by=" + TestDoor.encoded("区"))) {
			String weak = this.door.get(path).headers().firstValue("ETag").orElseThrow();
			assertThat(weak).startsWith("W/");
			for (String known : List.of(weak, weak.substring(2), "\"a,b\", " + weak, "*")) {
				assertThat(this.door.get(path, null, "If-None-Match", known).statusCode()).as(path + known)
					.isEqualTo(304);
			}
			assertThat(this.door.get(path, null, "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
			TestDoor.refused(this.door.get(path, null, "If-Match", weak), 412, "precondition-failed");
		}
	}

	@Test
	void ifMatchAndIfRangeCompareStrongly() throws Exception {
		open("许可编号,区,联系人\nA1,东,x\n");
		String tag = this.door.get("/file").headers().firstValue("ETag").orElseThrow();
		for (String match : List.of(tag, "\"x\", " + tag, "*")) {
			assertThat(this.door.get("/file", null, "If-Match", match).statusCode()).as(match).isEqualTo(200);
		}
		for (String match : List.of("W/" + tag, "\"x\"", "\"x\", W/" + tag)) {
			HttpResponse<String> refused = this.door.get("/file", null, "If-Match", match);
			TestDoor.refused(refused, 412, "precondition-failed");
			assertThat(refused.headers().firstValue("ETag")).isEmpty();
		}
		assertThat(this.door.get("/file", null, "Range", "bytes=0-2", "If-Range", tag).statusCode()).isEqualTo(206);
		for (String unless : List.of("W/" + tag, "\"x\"", "Sun, 06 Nov 1994 08:49:37 GMT")) {
			assertThat(this.door.get("/file", null, "Range", "bytes=0-2", "If-Range", unless).statusCode()).as(unless)
				.isEqualTo(200);
		}
	}

	@Test
	void aMomentHasOneFormEverywhere() throws Exception {
		open("许可编号,区,联系人\n2023-01-05 08:30:00,东,x\n2023-01-05 08:30:00,西,y\n2023-12-15 18:00:00,西,z\n");
		String moment = "2023-01-05T08:30:00";
		for (String path : List.of("/rows", "/rows?format=csv", "/rows?format=ndjson", "/profile",
				"/groups?by=" + TestDoor.encoded("许可编号"))) {
			assertThat(this.door.get(path).body()).as(path)
				.contains(moment)
				.doesNotContain("2023-01-05 08", "2023-12-15 18");
		}
	}

	@Test
	void whatAQuotaCutsIsSaid() throws Exception {
		this.door.publishShared();
		this.door.upload("许可编号,区,联系人\nA1,东,x\nA2,东,x\nA3,东,x\nA4,西,x\n");
		for (String query : List.of("?format=csv", "?format=ndjson", "?format=xlsx", "", "?limit=3")) {
			HttpResponse<String> cut = this.door.get("/rows" + query, grant(2L));
			assertThat(cut.headers().firstValue("Shuyuan-Truncated")).as(query).hasValue("true");
		}
		assertThat(TestDoor.JSON.readTree(this.door.get("/rows", grant(2L)).body()).path("truncated").asString())
			.isEqualTo("quota");
		for (String query : List.of("?format=csv&limit=2", "?limit=2", "?filter=" + TestDoor.encoded("区:eq:西"))) {
			HttpResponse<String> whole = this.door.get("/rows" + query, grant(2L));
			assertThat(whole.statusCode()).isEqualTo(200);
			assertThat(whole.headers().firstValue("Shuyuan-Truncated")).as(query).isEmpty();
			assertThat(whole.body()).doesNotContain("truncated");
		}
		assertThat(this.door.get("/rows?format=csv", grant(4L)).headers().firstValue("Shuyuan-Truncated")).isEmpty();
	}

	private GrantId grant(Long rows) throws Exception {
		return this.door.grant(this.door.publishShared(), 3, rows, List.of());
	}

	private void open(String csv) throws Exception {
		this.door.publish(new SharingClass.Unconditional(), new Openness.Unconditional("cc-by-4.0"),
				List.of(TestEntries.item("许可编号", true), TestEntries.item("区", true), TestEntries.item("联系人", true)));
		this.door.upload(csv);
		this.follower.catchUp();
	}

	private static String query(JsonNode page) {
		String next = page.path("next").asString();
		assertThat(next).contains("after=");
		return next.substring(next.indexOf('?') + 1);
	}

}
