package org.shuyuan.gateway.audit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

import org.shuyuan.edge.problem.Problem;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ledger from its first record to its last, as it stands at one moment. Whoever reads
 * it keeps a connection to the database until the last line, so few may at once.
 */
@Component
class WholeLedger {

	/** Readers at once on one gateway, of all the connections that it has. */
	static final int READERS = 2;

	private static final int BUFFER = 1 << 16;

	private final JdbcClient sql;

	private final JsonMapper json;

	private final TransactionTemplate moment;

	private final Semaphore readers = new Semaphore(READERS);

	WholeLedger(JdbcClient sql, JsonMapper json, PlatformTransactionManager transactions) {
		this.sql = sql;
		this.json = json;
		this.moment = new TransactionTemplate(transactions);
		this.moment.setReadOnly(true);
		this.moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
	}

	/**
	 * Writes a line of JSON for each record, after it the head that signs it, and a last
	 * line that says how many there were.
	 * @param reader where to, asked for once it is this reader's turn
	 * @throws Problem 429 {@code too-many-exports} while as many read as may
	 */
	void write(Reader reader) throws IOException {
		if (!this.readers.tryAcquire()) {
			throw tooMany();
		}
		try {
			OutputStream out = new BufferedOutputStream(reader.out(), BUFFER);
			this.moment.executeWithoutResult((transaction) -> write(out));
			out.flush();
		}
		finally {
			this.readers.release();
		}
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

	private static Problem tooMany() {
		Problem problem = new Problem(HttpStatus.TOO_MANY_REQUESTS, "too-many-exports",
				Text.of("导出过多", "Too many exports"),
				Text.of("每个网关同时只进行 %d 个审计导出".formatted(READERS),
						"No more than %d exports of the audit run at once on a gateway".formatted(READERS)),
				Text.of("请等其他导出结束，按 Retry-After 稍后重试", "Wait for another to end and try again after Retry-After"));
		problem.getHeaders().set("Retry-After", "30");
		return problem;
	}

	/** Who reads the ledger. */
	interface Reader {

		OutputStream out() throws IOException;

	}

}
