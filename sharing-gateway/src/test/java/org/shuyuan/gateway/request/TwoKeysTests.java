package org.shuyuan.gateway.request;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestClock;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.vocab.classification.SharingClass;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/** Two keys are turned by two hands, whoever wrote which part. */
@GatewayTest
@Import(TestClock.class)
class TwoKeysTests {

	private static final String UNTIL = "2026-12-31";

	@Autowired
	private Snapshot snapshot;

	private TestCalls calls;

	private TestExchange exchange;

	@BeforeEach
	void exchange(@LocalServerPort int port) {
		TestClock.day("2026-03-02");
		this.snapshot.heard(Instant.parse("2027-12-31T00:00:00Z"));
		this.calls = new TestCalls(port);
		this.exchange = new TestExchange(this.calls, this.snapshot);
		this.exchange.sign();
	}

	@Test
	void whoEditedADraftDoesNotAgreeToIt() {
		String draft = this.exchange.draft(UNTIL);
		String both = both("editor");
		edit(both, draft, "2027-01-31");
		edit(this.exchange.officer, draft, UNTIL);
		this.exchange.step(both, draft, "agree", Map.of()).refused(403, "second-person-needed");
		assertThat(this.exchange.request(draft).path("state").asString()).isEqualTo("draft");
		this.exchange.step(this.exchange.head, draft, "agree", Map.of()).json();
	}

	@Test
	void noGrantIsMintedByOneHandOnAnUnconditionalEntry() {
		TestExchange open = new TestExchange(this.calls, this.snapshot, new SharingClass.Unconditional());
		open.sign();
		String draft = open.draft(UNTIL);
		String both = TestTokens.token("editor", open.requester, "sharing-officer", "sharing-head");
		String tag = this.calls.get(both, "/requests/" + draft).header("ETag");
		this.calls.put(both, "/requests/" + draft, open.fields("2027-01-31"), "If-Match", tag).json();
		open.step(both, draft, "agree", Map.of()).refused(403, "second-person-needed");
		assertThat(open.request(draft).path("state").asString()).isEqualTo("draft");
		assertThat(open.request(draft).has("grant")).isFalse();
	}

	@Test
	void whoAgreedNeitherEditsNorCompletes() {
		String id = this.exchange.draft(UNTIL);
		String both = both("agreeing");
		this.exchange.step(both, id, "agree", Map.of()).json();
		this.exchange.step(this.exchange.providerOfficer, id, "ask-completion", Map.of("missing", List.of("依据")))
			.json();
		String tag = this.calls.get(both, "/requests/" + id).header("ETag");
		this.calls.put(both, "/requests/" + id, this.exchange.fields(UNTIL), "If-Match", tag)
			.refused(403, "second-person-needed");
		this.exchange.step(both, id, "complete", Map.of()).refused(403, "second-person-needed");
		assertThat(this.exchange.request(id).path("state").asString()).isEqualTo("completing");
		this.exchange.step(this.exchange.officer, id, "complete", Map.of()).json();
	}

	@Test
	void whoReviewedNeitherApprovesNorRefuses() {
		String id = this.exchange.reviewed(UNTIL);
		String both = TestTokens.token("p-officer", this.exchange.provider, "sharing-officer", "sharing-head");
		this.exchange.step(both, id, "approve", Map.of()).refused(403, "second-person-needed");
		this.exchange.step(both, id, "refuse", Map.of("reason", "不属职责")).refused(403, "second-person-needed");
		assertThat(this.exchange.request(id).path("state").asString()).isEqualTo("reviewed");
		assertThat(this.exchange.request(id).has("grant")).isFalse();
	}

	@Test
	void whoAsksForAnExtensionDoesNotDecideIt() {
		String id = this.exchange.submitted(UNTIL);
		String both = TestTokens.token("p-both", this.exchange.provider, "sharing-officer", "authority");
		this.exchange.step(both, id, "extend", Map.of("reason", "量大")).json();
		this.exchange.step(both, id, "consent-extension", Map.of()).refused(403, "second-person-needed");
		assertThat(this.exchange.clock(id, "reply").path("due").asString()).isEqualTo("2026-03-16");
	}

	private String both(String subject) {
		return TestTokens.token(subject, this.exchange.requester, "sharing-officer", "sharing-head");
	}

	private void edit(String token, String id, String until) {
		String tag = this.calls.get(token, "/requests/" + id).header("ETag");
		this.calls.put(token, "/requests/" + id, this.exchange.fields(until), "If-Match", tag).json();
	}

}
