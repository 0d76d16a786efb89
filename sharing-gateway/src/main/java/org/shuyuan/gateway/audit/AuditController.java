package org.shuyuan.gateway.audit;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.edge.web.Page;
import org.shuyuan.edge.web.ParameterValue;
import org.shuyuan.vocab.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The ledger as the auditor reads it; who reads it changes nothing.
 */
@RestController
@RequestMapping("/api/v1/sharing/audit")
class AuditController {

	private static final Instant EARLIEST = Instant.EPOCH;

	private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

	private final JdbcClient sql;

	private final JsonMapper json;

	private final WholeLedger whole;

	AuditController(JdbcClient sql, JsonMapper json, WholeLedger whole) {
		this.sql = sql;
		this.json = json;
		this.whole = whole;
	}

	@GetMapping
	Page<JsonNode> search(Caller caller, @RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to,
			@RequestParam(required = false) @Nullable String subject,
			@RequestParam(required = false) @Nullable String entry,
			@RequestParam(required = false) @Nullable String outcome,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
		caller.require(Role.AUDITOR);
		ParameterValue.oneOf("outcome", outcome, List.of("permit", "refuse", "stop"));
		List<JsonNode> found = this.sql.sql("""
				select payload from gateway.audit
				where (cast(:from as timestamptz) is null or at >= :from)
					and (cast(:to as timestamptz) is null or at < :to)
					and (cast(:subject as text) is null or subject = :subject)
					and (cast(:entry as text) is null or entry = :entry)
					and (cast(:outcome as text) is null or outcome = :outcome)
					and (cast(:after as text) is null
						or (at, id) < (select b.at, b.id from gateway.audit b where b.id = :after))
				order by at desc, id desc limit :limit
				""")
			.param("from", timestamp(from))
			.param("to", timestamp(to))
			.param("subject", subject)
			.param("entry", entry)
			.param("outcome", outcome)
			.param("after", after)
			.param("limit", Page.limit(limit) + 1)
			.query((row, number) -> this.json.readTree(row.getString("payload")))
			.list();
		return Page.of(found, limit, (item) -> item.path("id").asString());
	}

	/** Nothing was recorded outside the years that the database knows. */
	private static @Nullable Timestamp timestamp(@Nullable Instant at) {
		if (at == null) {
			return null;
		}
		return Timestamp.from(at.isBefore(EARLIEST) ? EARLIEST : at.isAfter(LATEST) ? LATEST : at);
	}

	@GetMapping("/heads")
	Map<String, Object> heads(Caller caller) {
		caller.require(Role.AUDITOR);
		return Map.of("items",
				this.sql.sql("select * from gateway.audit_head order by at desc limit 200")
					.query((row, number) -> Head.of(row, "hash"))
					.list());
	}

	/**
	 * The whole ledger as it stands at one moment: each record, after it the head that
	 * signs it, and a last line that says how many there were.
	 */
	@GetMapping("/export")
	void export(Caller caller, HttpServletResponse response) throws IOException {
		caller.require(Role.AUDITOR);
		this.whole.write(() -> {
			response.setContentType("application/x-ndjson");
			return response.getOutputStream();
		});
	}

}
