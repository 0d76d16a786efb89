package org.shuyuan.acceptance;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A clerk uploads the wrong file over an open table: the public goes on reading the old
 * one, the clerk is told what differs, puts it aside, confirms another one that is meant,
 * and steps back.
 */
@OnRunningCity
class WrongUploadJourney {

	private final Platform platform = Platform.ofEnvironment();

	private final Clerk clerk = new Clerk(this.platform, this.platform.agencies().getFirst());

	@Test
	void aWrongUploadIsCaughtKeptWaitingAndSteppedBack() {
		JsonNode entry = this.clerk.register(KillFixtures.table(this.clerk.agency(), "wrong-upload"));
		this.clerk.publish(entry.path("id").asString());
		String data = Platform.SHARING + "/distributions/" + entry.at("/distributions/0/id").asString();
		String good = KillFixtures.csv(100, 1);
		assertThat(upload(data, good).path("inForce").asBoolean()).isTrue();
		Platform.await("the table is open", Duration.ofMinutes(1),
				() -> this.platform.get(data + "/rows?limit=1").status() == 200);

		JsonNode wrong = upload(data, "编号,地址\n1,甲路\n");
		assertThat(wrong.path("state").asString()).as(wrong.toString()).isEqualTo("waiting");
		assertThat(wrong.at("/comparison/findings/0/text/zh").asString()).isNotEmpty();
		assertThat(upload(data, "序号,数值\n").path("state").asString()).isEqualTo("failed");
		assertThat(upload(data, good.replaceFirst("\n0,\\d+", "\n0,很多")).path("state").asString()).isEqualTo("waiting");
		assertRows(data, 100);

		decide(data, wrong, "reject").accepted();
		decide(data, wrong, "confirm").refused(409, "version-not-waiting");
		JsonNode small = upload(data, KillFixtures.csv(10, 2));
		assertThat(small.path("state").asString()).isEqualTo("waiting");
		assertRows(data, 100);
		decide(data, small, "confirm").accepted();
		assertRows(data, 10);
		this.platform
			.send(this.clerk.steward(), "POST", data + "/versions/1/restore", Map.of("reason", "上一版有误"), "If-Match",
					this.platform.getAs(this.clerk.steward(), data + "/versions/1").accepted().etag())
			.accepted();
		assertRows(data, 100);
	}

	private void assertRows(String data, long rows) {
		assertThat(this.platform.get(data + "/rows?limit=1").accepted().json().path("total").asLong()).isEqualTo(rows);
	}

	private Answer decide(String data, JsonNode version, String step) {
		return this.platform.send(this.clerk.steward(), "POST",
				data + "/versions/" + version.path("version").asString() + "/" + step, Map.of("reason", "经核实"));
	}

	private JsonNode upload(String data, String csv) {
		String version = this.platform
			.call(this.clerk.steward(), "PUT", data + "/data?wait=60&filename=rows.csv", BodyPublishers.ofString(csv),
					"Content-Type", "text/csv")
			.accepted()
			.json()
			.path("version")
			.asString();
		return this.platform.getAs(this.clerk.steward(), data + "/versions/" + version).accepted().json();
	}

}
