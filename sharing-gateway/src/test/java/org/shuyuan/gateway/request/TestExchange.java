package org.shuyuan.gateway.request;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import org.shuyuan.gateway.TestCalls;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.catalogue.TestEntries;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import tools.jackson.databind.JsonNode;

/**
 * A provider with one entry and a requester, both new to the city, and the people who
 * turn the keys.
 */
public final class TestExchange {

	public static final String PURPOSE = "planning";

	public final AgencyId provider = agency();

	public final AgencyId requester = agency();

	public final EntryId entry = EntryId.random();

	public final DistributionId distribution = DistributionId.random();

	public final String officer = TestTokens.token("officer", this.requester, "sharing-officer");

	public final String head = TestTokens.token("head", this.requester, "sharing-head");

	public final String providerOfficer = TestTokens.token("p-officer", this.provider, "sharing-officer");

	public final String providerHead = TestTokens.token("p-head", this.provider, "sharing-head");

	public final String authority = TestTokens.token("authority", agency(), "authority");

	private final TestCalls calls;

	private final Entry described;

	public TestExchange(TestCalls calls, Snapshot snapshot) {
		this(calls, snapshot, new SharingClass.Conditional(Set.of(), Set.of(PURPOSE)));
	}

	public TestExchange(TestCalls calls, Snapshot snapshot, SharingClass sharing) {
		this.calls = calls;
		this.described = TestEntries.entry(this.entry, this.distribution, this.provider, sharing,
				new Openness.NotOpen("", List.of()),
				List.of(TestEntries.item("许可编号", true), TestEntries.item("区", true), TestEntries.item("联系人", false)));
		TestEntries.put(snapshot, this.described);
		snapshot.put(this.provider, "government-department");
		snapshot.put(this.requester, "government-department");
	}

	public static AgencyId agency() {
		return AgencyId.ofBody("11990100MB" + "%07d".formatted(ThreadLocalRandom.current().nextInt(10_000_000)));
	}

	public List<String> items(int count) {
		return this.described.items().stream().limit(count).map((item) -> item.id().value()).toList();
	}

	/** What a complete request states, for the first two items. */
	public Map<String, Object> fields(String until) {
		return new HashMap<>(Map.of("entry", this.entry.value(), "distribution", this.distribution.value(), "items",
				items(2), "rows", List.of(), "basis", "依据", "scenario", "场景", "scope", "范围", "mode",
				"service-interface", "until", until, "purpose", PURPOSE));
	}

	public String draft(String until) {
		return this.calls.post(this.officer, "/requests", fields(until)).json().path("id").asString();
	}

	/** The requester's head signs the undertaking in force. */
	public void sign() {
		int version = this.calls.get(this.head, "/undertakings/text").json().path("version").asInt();
		this.calls.post(this.head, "/undertakings", Map.of("version", version)).json();
	}

	/** A request that was refused, disputed, and is to be shared by decision. */
	public String ordered(String until) {
		String id = reviewed(until);
		step(this.providerHead, id, "refuse", Map.of("reason", "不属职责")).json();
		String dispute = this.calls.post(this.officer, "/disputes", Map.of("request", id, "statement", "属法定职责"))
			.json()
			.path("id")
			.asString();
		this.calls.post(this.providerOfficer, "/disputes/" + dispute + "/statements", Map.of("statement", "另有渠道"))
			.json();
		this.calls
			.post(this.authority, "/disputes/" + dispute + "/decision", Map.of("decision", "share", "reason", "职责清单已列"))
			.json();
		return id;
	}

	public String submitted(String until) {
		sign();
		String id = draft(until);
		step(this.head, id, "agree", Map.of()).json();
		return id;
	}

	public String reviewed(String until) {
		String id = submitted(until);
		step(this.providerOfficer, id, "review", Map.of("opinion", "可")).json();
		return id;
	}

	public JsonNode approved(String until, Map<String, Object> said) {
		return step(this.providerHead, reviewed(until), "approve", said).json();
	}

	/** The id of a grant. */
	public String granted(String until, Map<String, Object> said) {
		return approved(until, said).at("/grant/id").asString();
	}

	public TestCalls.Answer step(String token, String request, String step, Map<String, Object> said) {
		return this.calls.post(token, "/requests/" + request + "/" + step, said);
	}

	public JsonNode request(String id) {
		return this.calls.get(this.officer, "/requests/" + id).json();
	}

	public JsonNode grant(String id) {
		return this.calls.get(this.officer, "/grants/" + id).json();
	}

	/** The clock of a request. */
	public JsonNode clock(String request, String what) {
		return request(request).path("clocks")
			.valueStream()
			.filter((clock) -> clock.path("what").asString().equals(what))
			.findFirst()
			.orElseThrow();
	}

}
