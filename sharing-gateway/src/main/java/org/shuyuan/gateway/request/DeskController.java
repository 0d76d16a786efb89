package org.shuyuan.gateway.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.edge.problem.NotFound;
import org.shuyuan.gateway.web.Idempotency;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.GrantId;
import org.shuyuan.vocab.RequestId;
import org.shuyuan.vocab.Role;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Undertakings, disputes, and what waits on a person's desk. */
@RestController
@RequestMapping("/api/v1/sharing")
class DeskController {

	private final JdbcClient sql;

	private final Clock clock;

	private final RequestStore requests;

	private final RequestSteps steps;

	private final Grants grants;

	private final Idempotency idempotency;

	DeskController(JdbcClient sql, Clock clock, RequestStore requests, RequestSteps steps, Grants grants,
			Idempotency idempotency) {
		this.sql = sql;
		this.clock = clock;
		this.requests = requests;
		this.steps = steps;
		this.grants = grants;
		this.idempotency = idempotency;
	}

	@PostMapping("/undertakings")
	ResponseEntity<?> sign(Caller caller, HttpServletRequest http, @RequestBody Undertaking said) {
		caller.require(Role.SHARING_HEAD);
		AgencyId agency = RequestSteps.agency(caller);
		String text = RequestSteps.needed(said.text(), "text", "承诺内容", "text of the undertaking");
		return this.idempotency.once(http, caller, () -> {
			this.sql.sql("insert into gateway.undertaking (agency, text, by, at) values (:agency, :text, :by, :at)")
				.param("agency", agency.value())
				.param("text", text)
				.param("by", caller.subject())
				.param("at", now())
				.update();
			return ResponseEntity.status(HttpStatus.CREATED).body(undertakings(agency).getFirst());
		});
	}

	@GetMapping("/undertakings")
	Map<String, Object> undertakings(Caller caller) {
		return Map.of("items", undertakings(caller.seesAll() ? null : RequestSteps.agency(caller)));
	}

	private List<Map<String, Object>> undertakings(@Nullable AgencyId agency) {
		return this.sql.sql("""
				select agency, text, by, at from gateway.undertaking
				where cast(:agency as text) is null or agency = :agency order by id desc limit 200
				""").param("agency", (agency != null) ? agency.value() : null).query((row, number) -> {
			Map<String, Object> one = new LinkedHashMap<>();
			one.put("agency", row.getString("agency"));
			one.put("text", row.getString("text"));
			one.put("by", row.getString("by"));
			one.put("at", row.getTimestamp("at").toInstant());
			return one;
		}).list();
	}

	@PostMapping("/disputes")
	ResponseEntity<?> dispute(Caller caller, HttpServletRequest http, @RequestBody Raised raised) {
		caller.require(Role.SHARING_OFFICER, Role.SHARING_HEAD);
		AgencyId agency = RequestSteps.agency(caller);
		String statement = RequestSteps.needed(raised.statement(), "statement", "争议陈述", "statement");
		SharingRequest request = about(caller, raised);
		return this.idempotency.once(http, caller, () -> {
			if (disputed(request)) {
				throw RequestProblems.disputeOpen();
			}
			String id = RequestId.random().value();
			this.sql
				.sql("""
						insert into gateway.dispute (id, request, grant_id, provider, requester, raised_by, agency, statement,
							state, raised)
						values (:id, :request, :grant, :provider, :requester, :by, :agency, :statement, 'open', :now)
						""")
				.param("id", id)
				.param("request", request.id().value())
				.param("grant", raised.grant())
				.param("provider", request.provider().value())
				.param("requester", request.requester().value())
				.param("by", caller.subject())
				.param("agency", agency.value())
				.param("statement", statement)
				.param("now", now())
				.update();
			return ResponseEntity.status(HttpStatus.CREATED).body(disputes(null, id).getFirst());
		});
	}

	private boolean disputed(SharingRequest request) {
		return this.sql.sql("select exists (select from gateway.dispute where request = :request and state = 'open')")
			.param("request", request.id().value())
			.query(Boolean.class)
			.single();
	}

	private SharingRequest about(Caller caller, Raised raised) {
		String grant = raised.grant();
		if (grant == null && raised.request() == null) {
			throw RequestProblems.fieldMissing("request", "申请或授权", "request or grant");
		}
		try {
			String request = (grant != null) ? this.grants.visible(caller, new GrantId(grant)).request()
					: String.valueOf(raised.request());
			SharingRequest found = this.steps.visible(caller, new RequestId(request));
			if (found.received() == null) {
				throw RequestProblems.illegal("dispute", found.state().code(), Step.possibleFrom(found.state()));
			}
			return found;
		}
		catch (IllegalArgumentException _) {
			throw (grant != null) ? NotFound.grant() : NotFound.request();
		}
	}

	@GetMapping("/disputes")
	Map<String, Object> disputes(Caller caller) {
		return Map.of("items", disputes(caller.seesAll() ? null : RequestSteps.agency(caller), null));
	}

	@PostMapping("/disputes/{id}/decision")
	@Transactional
	public Map<String, Object> decide(Caller caller, @PathVariable String id, @RequestBody Decided said) {
		caller.require(Role.AUTHORITY);
		String decision = RequestSteps.needed(said.decision(), "decision", "裁定", "decision");
		String reason = RequestSteps.needed(said.reason(), "reason", "理由", "reason");
		if (disputes(null, id).isEmpty()) {
			throw NotFound.of("dispute", "争议", "dispute");
		}
		int changed = this.sql.sql("""
				update gateway.dispute set state = 'decided', decision = :decision, reason = :reason, decided_by = :by,
					decided = :now where id = :id and state = 'open'
				""")
			.param("decision", decision)
			.param("reason", reason)
			.param("by", caller.subject())
			.param("now", now())
			.param("id", id)
			.update();
		if (changed == 0) {
			throw RequestProblems.illegal("decision", "decided", List.of());
		}
		return disputes(null, id).getFirst();
	}

	private List<Map<String, Object>> disputes(@Nullable AgencyId agency, @Nullable String id) {
		return this.sql.sql("""
				select * from gateway.dispute
				where (cast(:agency as text) is null or provider = :agency or requester = :agency)
					and (cast(:id as text) is null or id = :id)
				order by raised desc limit 200
				""")
			.param("agency", (agency != null) ? agency.value() : null)
			.param("id", id)
			.query(DeskController::dispute)
			.list();
	}

	private static Map<String, Object> dispute(ResultSet row, int number) throws SQLException {
		Map<String, Object> one = new LinkedHashMap<>();
		put(one, "id", row.getString("id"));
		put(one, "request", row.getString("request"));
		put(one, "grant", row.getString("grant_id"));
		put(one, "provider", row.getString("provider"));
		put(one, "requester", row.getString("requester"));
		put(one, "agency", row.getString("agency"));
		put(one, "by", row.getString("raised_by"));
		put(one, "statement", row.getString("statement"));
		put(one, "state", row.getString("state"));
		put(one, "decision", row.getString("decision"));
		put(one, "reason", row.getString("reason"));
		put(one, "at", row.getTimestamp("raised").toInstant());
		Timestamp decided = row.getTimestamp("decided");
		put(one, "decided", (decided != null) ? decided.toInstant() : null);
		return one;
	}

	private static void put(Map<String, Object> one, String name, @Nullable Object value) {
		if (value != null) {
			one.put(name, value);
		}
	}

	/** What providers that stop a service have filed 备案 with the authority. */
	@GetMapping("/filings")
	Map<String, Object> filings(Caller caller) {
		return Map.of("items", this.grants.filings(caller.seesAll() ? null : RequestSteps.agency(caller)));
	}

	@GetMapping("/overview")
	Map<String, Object> overview(Caller caller) {
		AgencyId agency = caller.seesAll() ? null : RequestSteps.agency(caller);
		Map<String, Object> counts = new LinkedHashMap<>();
		counts.put("in", this.requests.counts(agency, null));
		counts.put("out", this.requests.counts(null, agency));
		counts.put("overdue", this.requests.list(agency, agency, null, true, Long.MAX_VALUE, 200).size());
		counts.put("hits", this.sql.sql("""
				select count(*) from gateway.content_hit
				where state = 'open' and (cast(:agency as text) is null or agency = :agency)
				""").param("agency", (agency != null) ? agency.value() : null).query(Long.class).single());
		counts.put("disputes",
				disputes(agency, null).stream().filter((one) -> "open".equals(one.get("state"))).count());
		return counts;
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

	/**
	 * A data-security undertaking 数据安全使用承诺.
	 */
	record Undertaking(@Nullable String text) {
	}

	/**
	 * A dispute about a request or a grant.
	 */
	record Raised(@Nullable String request, @Nullable String grant, @Nullable String statement) {
	}

	/**
	 * What the authority decides.
	 */
	record Decided(@Nullable String decision, @Nullable String reason) {
	}

}
