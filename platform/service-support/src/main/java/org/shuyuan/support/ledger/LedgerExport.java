package org.shuyuan.support.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A ledger from its first record to its newest checkpoint, as of one moment: a line of
 * JSON for each record, after it the checkpoint that signs it, and a last line that says
 * how many there were.
 */
final class LedgerExport {

	private static final HexFormat HEX = HexFormat.of();

	/** Verifiers expect every member, null where its value was erased. */
	private static final JsonMapper JSON = new JsonMapper();

	/** The database stores microseconds. */
	private static final Duration ROUNDING = Duration.ofMillis(1);

	/** What a record is searched by, beside its time. */
	private static final List<String> SEARCHED = List.of("id", "subject", "agency", "outcome", "reason", "entry",
			"distribution", "provider", "step");

	private final String schema;

	private final JdbcClient sql;

	private final TransactionTemplate moment;

	LedgerExport(String schema, JdbcTemplate sql, PlatformTransactionManager transactions) {
		this.schema = schema;
		this.sql = JdbcClient.create(sql);
		this.moment = new TransactionTemplate(transactions);
		this.moment.setReadOnly(true);
		this.moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
	}

	/** Rows are fetched by cursor, which needs the transaction. */
	void write(Consumer<String> line) {
		this.moment.executeWithoutResult((transaction) -> {
			long[] counts = new long[2];
			boolean heads = earlierChains();
			this.sql.sql(statement(heads)).withFetchSize(1000).query((RowCallbackHandler) (row) -> {
				if (row.getBytes("hash") != null) {
					line.accept(text(link(row)));
					counts[0]++;
				}
				if (heads && row.getBytes("head_hash") != null) {
					line.accept(text(Map.of("head", head(row))));
				}
				if (row.getString("note") != null) {
					line.accept(text(Map.of("checkpoint", row.getString("note"), "key",
							HEX.formatHex(row.getBytes("checkpoint_key")))));
					counts[1]++;
				}
			});
			line.accept(text(Map.of("end", Map.of("records", counts[0], "checkpoints", counts[1]))));
		});
	}

	/** Only the gateway's ledger had chains before there were checkpoints. */
	private boolean earlierChains() {
		return this.sql.sql("select to_regclass(:table) is not null")
			.param("table", this.schema + ".audit_head")
			.query(Boolean.class)
			.single();
	}

	/** What was recorded after the newest checkpoint belongs to the next export. */
	private String statement(boolean heads) {
		return """
				select writer, position, a.previous, a.commitment, a.hash, a.salt, a.payload, a.at, %s,
					c.note, c.key as checkpoint_key %s
				from {schema}.audit a
				full join (select 'log' as writer, size as position, note, key from {schema}.ledger_checkpoint) c
					using (writer, position) %s
				where writer <> 'log' or position <= (select max(size) from {schema}.ledger_checkpoint)
				order by writer, position
				"""
			.formatted(String.join(", ", SEARCHED.stream().map((name) -> "a." + name).toList()),
					heads ? ", h.hash as head_hash, h.at as head_at, h.key, h.signature" : "",
					heads ? "full join {schema}.audit_head h using (writer, position)" : "")
			.replace("{schema}", this.schema);
	}

	private Map<String, @Nullable Object> link(ResultSet row) throws SQLException {
		Map<String, @Nullable Object> link = new LinkedHashMap<>();
		link.put("writer", row.getString("writer"));
		link.put("position", row.getLong("position"));
		for (String name : List.of("previous", "commitment", "hash")) {
			link.put(name, HEX.formatHex(row.getBytes(name)));
		}
		byte[] salt = row.getBytes("salt");
		link.put("salt", (salt != null) ? HEX.formatHex(salt) : null);
		link.put("payload", row.getString("payload"));
		if (row.getString("payload") != null && !searchedAsRecorded(row)) {
			link.put("searched", "differs");
		}
		return link;
	}

	/** The columns are for search alone; what counts is the payload. */
	private boolean searchedAsRecorded(ResultSet row) throws SQLException {
		try {
			JsonNode payload = JSON.readTree(row.getString("payload"));
			for (String name : SEARCHED) {
				JsonNode said = payload.path(name);
				if (!Objects.equals(row.getString(name), said.isString() ? said.stringValue() : null)) {
					return false;
				}
			}
			Duration apart = Duration.between(Instant.parse(payload.path("at").asString("")),
					row.getTimestamp("at").toInstant());
			return apart.abs().compareTo(ROUNDING) < 0;
		}
		catch (JacksonException | DateTimeException _) {
			return false;
		}
	}

	private static Map<String, Object> head(ResultSet row) throws SQLException {
		return Map.of("writer", row.getString("writer"), "position", row.getLong("position"), "hash",
				HEX.formatHex(row.getBytes("head_hash")), "at", row.getTimestamp("head_at").toInstant().toString(),
				"key", HEX.formatHex(row.getBytes("key")), "signature", HEX.formatHex(row.getBytes("signature")));
	}

	private String text(Map<String, ?> line) {
		return JSON.writeValueAsString(line);
	}

}
