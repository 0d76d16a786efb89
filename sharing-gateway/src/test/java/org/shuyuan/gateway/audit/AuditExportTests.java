package org.shuyuan.gateway.audit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.gateway.GatewayTest;
import org.shuyuan.gateway.TestTokens;
import org.shuyuan.support.ledger.ProcessLedger;
import org.shuyuan.support.ledger.VerifyAudit;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@GatewayTest
class AuditExportTests {

	private final int port;

	private final Ledger ledger;

	private final JdbcClient sql;

	private final ProcessLedger whole;

	@TempDir
	private Path folder;

	AuditExportTests(@LocalServerPort int port, @Autowired Ledger ledger, @Autowired JdbcClient sql,
			@Autowired ProcessLedger whole) {
		this.port = port;
		this.ledger = ledger;
		this.sql = sql;
		this.whole = whole;
	}

	@Test
	void whatWasRecordedBeforeTheEndIsSigned() {
		AuditRecord decision = AuditRecord.of(Ledger.number(), Instant.now(), "s", "refuse", "rows")
			.reason("x")
			.build();
		this.ledger.record(decision);
		this.whole.stop();
		try {
			assertThat(this.sql.sql("""
					select a.position <= (select max(c.size) from gateway.ledger_checkpoint c)
					from gateway.audit a where a.id = :id
					""").param("id", decision.id()).query(Boolean.class).single()).isTrue();
			assertThatExceptionOfType(AuditFailed.class).isThrownBy(() -> this.ledger.record(decision));
		}
		finally {
			this.whole.start();
		}
	}

	@Test
	void exportHoldsWhileDecisionsAreRecorded() throws Exception {
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 3000; i++) {
				callers.submit(() -> this.ledger
					.record(AuditRecord.of(Ledger.number(), Instant.now(), "s", "refuse", "rows").reason("x").build()));
			}
			Awaitility.await()
				.atMost(Duration.ofMinutes(2))
				.until(() -> this.sql.sql("select count(*) from gateway.audit").query(Long.class).single() > 0);
			assertThat(verified()).startsWith("ok: ");
		}
		assertThat(verified()).startsWith("ok: ");
	}

	@Test
	void exportIsForAuditorsOnly() throws Exception {
		assertThat(export(TestTokens.token("authority", null, "authority")).statusCode()).isEqualTo(403);
		assertThat(export(TestTokens.token("administrator", null, "administrator")).statusCode()).isEqualTo(403);
	}

	@Test
	void onlySoManyExportAtOnce() throws Exception {
		String auditor = TestTokens.token("auditor", null, "auditor");
		CountDownLatch begun = new CountDownLatch(ProcessLedger.READERS);
		CompletableFuture<OutputStream> slow = new CompletableFuture<>();
		try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> reading = new ArrayList<>();
			for (int i = 0; i < ProcessLedger.READERS; i++) {
				reading.add(readers.submit(() -> {
					this.whole.export(() -> {
						begun.countDown();
						return slow.join();
					});
					return null;
				}));
			}
			try {
				begun.await();
				HttpResponse<byte[]> refused = export(auditor);
				assertThat(refused.statusCode()).isEqualTo(429);
				assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
				assertThat(refused.headers().firstValue("Retry-After")).contains("30");
				assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("too-many-exports");
			}
			finally {
				slow.complete(OutputStream.nullOutputStream());
			}
			for (Future<?> reader : reading) {
				reader.get();
			}
		}
		assertThat(verified()).startsWith("ok: ");
	}

	private String verified() throws Exception {
		HttpResponse<byte[]> export = export(TestTokens.token("auditor", null, "auditor"));
		assertThat(export.statusCode()).isEqualTo(200);
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		VerifyAudit.run(new PrintStream(said),
				Files.write(this.folder.resolve("export.ndjson"), export.body()).toString(), "--key",
				Files.writeString(this.folder.resolve("audit-key.pem"), this.whole.publicKey()).toString());
		return said.toString();
	}

	private HttpResponse<byte[]> export(String token) throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/v1/sharing/audit/export"))
			.header("Authorization", "Bearer " + token)
			.build();
		return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
	}

}
