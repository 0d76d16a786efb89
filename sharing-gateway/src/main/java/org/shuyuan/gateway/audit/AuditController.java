package org.shuyuan.gateway.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.edge.web.Page;
import org.shuyuan.vocab.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
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

	private final JdbcClient sql;

	private final JsonMapper json;

	private final TransactionTemplate moment;

	private static final Instant EARLIEST = Instant.EPOCH;

	private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

	AuditController(JdbcClient sql, JsonMapper json, PlatformTransactionManager transactions) {
		this.sql = sql;
		this.json = json;
		this.moment = new TransactionTemplate(transactions);
		this.moment.setReadOnly(true);
		this.moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
	}

	@GetMapping
	Page<JsonNode> search(Caller caller, @RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to,
			@RequestParam(required = false) @Nullable String subject,
			@RequestParam(required = false) @Nullable String entry,
			@RequestParam(required = false) @Nullable String outcome,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "50") int limit) {
		caller.require(Role.AUDITOR);
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
		response.setContentType("application/x-ndjson");
		OutputStream out = new BufferedOutputStream(response.getOutputStream(), 1 << 16);
		this.moment.executeWithoutResult((transaction) -> write(out));
		out.flush();
	}

	/** Rows are fetched by cursor, which needs the transaction. */
	private void write(OutputStream out) {
		long[] counts = new long[2];
		this.sql.sql("""
				select writer, position, a.previous, a.commitment, a.hash, a.salt, a.payload, h.hash as head_hash, h.at,
					h.key, h.signature
				from gateway.audit a full join gateway.audit_head h using (writer, position) order by writer, position
				""").withFetchSize(1000).query((RowCallbackHandler) (row) -> {
			if (row.getBytes("hash") != null) {
				line(out, link(row));
				counts[0]++;
			}
			if (row.getBytes("head_hash") != null) {
				line(out, Map.of("head", Head.of(row, "head_hash")));
				counts[1]++;
			}
		});
		line(out, Map.of("end", Map.of("records", counts[0], "heads", counts[1])));
	}

	private static Map<String, Object> link(ResultSet row) throws SQLException {
		HexFormat hex = HexFormat.of();
		Map<String, Object> link = new LinkedHashMap<>();
		link.put("writer", row.getString("writer"));
		link.put("position", row.getLong("position"));
		for (String name : List.of("previous", "commitment", "hash", "salt")) {
			link.put(name, hex.formatHex(row.getBytes(name)));
		}
		link.put("payload", row.getString("payload"));
		return link;
	}

	private void line(OutputStream out, Map<String, Object> line) {
		try {
			out.write(this.json.writeValueAsBytes(line));
			out.write('\n');
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
