package org.shuyuan.support.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.support.ledger.chain.Checkpoint;
import org.shuyuan.support.ledger.chain.HashChain;
import org.shuyuan.support.ledger.chain.LedgerSigningKey;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything that somebody may do to a ledger, and what the verifier says of it. */
class VerifyAuditTests {

	@TempDir
	private Path folder;

	private LedgerSigningKey key;

	private TestLedger ledger;

	private List<String> lines = new ArrayList<>();

	@BeforeEach
	void export() {
		this.key = TestLedger.key(this.folder, "audit");
		this.ledger = TestLedger.of(this.key, 10);
		this.lines = new ArrayList<>(this.ledger.lines);
	}

	private String trusting() {
		return this.folder.resolve("audit.pem").toString();
	}

	private String verified() {
		return TestLedger.verified(this.folder, this.lines, "--key", trusting());
	}

	private String verifiedSince(String checkpoint) throws IOException {
		Path kept = Files.writeString(this.folder.resolve("checkpoint.txt"), checkpoint);
		return TestLedger.verified(this.folder, this.lines, "--key", trusting(), "--since", kept.toString());
	}

	@Test
	void provesAnIntactLedgerByATrustedKey() {
		assertThat(verified())
			.startsWith("0 ok: 11 records, 1 of them erased, 4 checkpoints, the newest of 2026-05-01T00:00:11Z"
					+ " at record 11 of data.example.cn/audit/gateway, signed by " + this.key.fingerprint())
			.contains("erased: log/2", "Complete only as far as its newest checkpoint, of 2026-05-01T00:00:11Z");
	}

	@Test
	void takesTheKeyAsFileFingerprintOrHexadecimal() {
		String hex = java.util.HexFormat.of().formatHex(this.key.publicKey());
		for (String form : List.of(trusting(), this.key.fingerprint(), hex)) {
			assertThat(TestLedger.verified(this.folder, this.lines, "--key", form)).startsWith("0 ok");
		}
	}

	@Test
	void provesNothingWithoutATrustedKey() {
		assertThat(TestLedger.verified(this.folder, this.lines)).startsWith("3 NOT PROVEN")
			.contains("signed by " + this.key.fingerprint());
	}

	@Test
	void refusesAnotherKey() {
		LedgerSigningKey other = TestLedger.key(this.folder, "other");
		assertThat(TestLedger.verified(this.folder, this.lines, "--key", other.fingerprint()))
			.startsWith("1 BROKEN at line 4: a checkpoint is signed with another key, " + this.key.fingerprint());
	}

	@Test
	void refusesALedgerWrittenAnewAndSignedWithAnotherKey() {
		this.lines = TestLedger.of(TestLedger.key(this.folder, "forger"), 10).lines;
		assertThat(verified()).startsWith("1 BROKEN at line 4: a checkpoint is signed with another key");
		assertThat(TestLedger.verified(this.folder, this.lines)).startsWith("3 NOT PROVEN");
	}

	@Test
	void refusesALedgerWrittenAnewWithTheCheckpointsLeftOut() {
		TestLedger forged = new TestLedger(this.key);
		for (int number = 1; number <= 11; number++) {
			forged.decision("permit", number);
		}
		this.lines = forged.end().lines;
		assertThat(verified()).isEqualTo("1 BROKEN at its end: no checkpoint signs it");
		assertThat(TestLedger.verified(this.folder, this.lines)).startsWith("1 BROKEN");
	}

	@Test
	void refusesALedgerWrittenAnewUnderTheOldCheckpoints() {
		TestLedger forged = new TestLedger(this.key);
		for (int number = 1; number <= 3; number++) {
			forged.decision("permit", number);
		}
		this.lines = new ArrayList<>(forged.lines);
		this.lines.add(this.ledger.lines.get(3));
		this.lines.add(TestLedger.end(3, 1));
		assertThat(verified()).isEqualTo("1 BROKEN at line 4: a checkpoint does not sign the record before it");
	}

	@Test
	void refusesPayloadsErasedWithoutARecord() {
		this.ledger.withoutPayload("log", 5);
		this.lines = this.ledger.lines;
		assertThat(verified())
			.isEqualTo("1 BROKEN at its end: the payload of log/5 is missing, and no record says that it was erased");
		for (int position = 1; position <= 10; position++) {
			this.ledger.withoutPayload("log", position);
		}
		assertThat(verified()).startsWith("1 BROKEN at its end: the payload of log/1 is missing");
	}

	@Test
	void refusesAnErasureRecordThatIsItselfErased() {
		this.ledger.withoutPayload("log", 11);
		this.lines = this.ledger.lines;
		assertThat(verified()).startsWith("1 BROKEN");
	}

	@Test
	void refusesWhatWasErasedAndIsThere() {
		this.lines.set(1, TestLedger.of(this.key, 2).lines.get(0));
		TestLedger kept = new TestLedger(this.key);
		for (int number = 1; number <= 3; number++) {
			kept.decision("refuse", number);
		}
		String whole = kept.lines.get(1);
		kept.erase("log", 2);
		kept.lines.set(1, whole);
		this.lines = kept.sign().end().lines;
		assertThat(verified())
			.isEqualTo("1 BROKEN at its end: the payload of log/2 was erased, as a record says, and is there");
	}

	@Test
	void refusesAChangedPayload() {
		this.lines.set(4, this.lines.get(4).replace("refuse", "permit"));
		assertThat(verified()).isEqualTo("1 BROKEN at line 5: its payload was changed");
	}

	@Test
	void refusesWhatIsSearchedByAnotherName() {
		this.lines.set(0, this.lines.get(0).replaceFirst("}$", ",\"searched\":\"differs\"}"));
		assertThat(verified()).isEqualTo("1 BROKEN at line 1: what it is searched by is not what was recorded");
	}

	@Test
	void refusesDeletedSwappedAndDoubledRecords() {
		this.lines.remove(1);
		assertThat(verified()).isEqualTo("1 BROKEN at line 2: a record is missing before position 3");
		this.lines = new ArrayList<>(this.ledger.lines);
		Collections.swap(this.lines, 0, 1);
		assertThat(verified()).isEqualTo("1 BROKEN at line 1: a record is missing before position 2");
		this.lines = new ArrayList<>(this.ledger.lines);
		this.lines.add(1, this.lines.get(0));
		assertThat(verified()).startsWith("1 BROKEN at line 2");
	}

	@Test
	void refusesRecordsAfterTheNewestCheckpoint() {
		this.lines = TestLedger.of(this.key, 10).lines;
		this.lines.removeLast();
		this.lines.removeLast();
		this.lines.add(TestLedger.end(11, 3));
		assertThat(verified()).isEqualTo("1 BROKEN at its end: 2 records follow the newest checkpoint");
	}

	@Test
	void refusesCheckpointsThatAreLeftOut() {
		this.lines.remove(3);
		this.lines.set(this.lines.size() - 1, TestLedger.end(11, 3));
		assertThat(verified()).isEqualTo("1 BROKEN at line 7: a checkpoint is missing before number 2");
	}

	@Test
	void saysWhereItIsCompleteToAndFindsACutByACheckpointThatWasKept() throws IOException {
		String newest = this.ledger.checkpoints.getLast();
		assertThat(verifiedSince(newest)).startsWith("0 ok").contains("It agrees with 1 retained checkpoints");
		assertThat(verifiedSince(this.ledger.checkpoints.getFirst())).startsWith("0 ok");
		this.lines = new ArrayList<>(this.ledger.lines.subList(0, 4));
		this.lines.add(TestLedger.end(3, 1));
		this.lines.set(1, new TestLedger(this.key).decision("refuse", 1).decision("refuse", 2).lines.get(1));
		assertThat(verified()).startsWith("0 ok: 3 records")
			.contains("Complete only as far as its newest checkpoint, of 2026-05-01T00:00:03Z");
		assertThat(verifiedSince(newest))
			.isEqualTo("1 BROKEN at its end: the record log/11, of a retained checkpoint or head, is missing");
	}

	@Test
	void refusesAnotherHistoryThanTheOneOfWhichACheckpointWasKept() throws IOException {
		TestLedger other = new TestLedger(this.key);
		for (int number = 1; number <= 20; number++) {
			other.decision("permit", number);
		}
		this.lines = other.sign().end().lines;
		assertThat(verified()).startsWith("0 ok");
		assertThat(verifiedSince(this.ledger.checkpoints.getLast()))
			.isEqualTo("1 BROKEN at line 11: its retained checkpoint has another hash");
	}

	@Test
	void refusesACheckpointThatWasKeptOfAnotherLedgerOrBySomebodyElse() throws IOException {
		assertThat(verifiedSince(
				Checkpoint.sign("elsewhere/audit/gateway", 1, 0, HashChain.beginning(), 0, TestLedger.AT, this.key)
					.text()))
			.startsWith("1 BROKEN at line 4: it is not the ledger of the retained checkpoint");
		LedgerSigningKey other = TestLedger.key(this.folder, "other");
		assertThat(verifiedSince(TestLedger.of(other, 10).checkpoints.getLast())).startsWith("1 BROKEN at its end")
			.contains("is not signed by a key of this ledger");
	}

	@Test
	void provesTheChainsOfBeforeByTheRecordThatContinuesThem() {
		TestLedger both = new TestLedger(this.key);
		both.record("aaaa", "one").record("aaaa", "two").head("aaaa").record("bbbb", "three");
		both.continued("aaaa", "bbbb").decision("permit", 1).sign().end();
		this.lines = new ArrayList<>(both.lines);
		assertThat(verified()).startsWith("0 ok: 5 records in the log and 2 chains before it");
		this.lines.remove(3);
		this.lines.set(this.lines.size() - 1, TestLedger.end(4, 1));
		assertThat(verified())
			.isEqualTo("1 BROKEN at its end: the chains of before are not those that the log continues");
		this.lines = new ArrayList<>(both.lines);
		this.lines.subList(1, 3).clear();
		this.lines.set(this.lines.size() - 1, TestLedger.end(4, 1));
		assertThat(verified()).startsWith("1 BROKEN at its end: the chains of before");
	}

	@Test
	void refusesAChainThatWasPutInBesideTheLog() {
		TestLedger foreign = new TestLedger(this.key).record("aaaa", "one");
		this.lines.addFirst(foreign.lines.getFirst());
		this.lines.set(this.lines.size() - 1, TestLedger.end(12, 4));
		assertThat(verified()).startsWith("1 BROKEN at its end: the chains of before");
	}

	@Test
	void comparesHeadsOfBeforeThatWereKept() throws IOException {
		TestLedger both = new TestLedger(this.key).record("aaaa", "one").head("aaaa");
		String head = both.lines.get(1).replace("{\"head\":", "{\"items\":[").replaceFirst("}$", "]}");
		this.lines = both.continued("aaaa").sign().end().lines;
		assertThat(verifiedSince(head)).startsWith("0 ok");
		assertThat(verifiedSince(head.replace("\"position\":1", "\"position\":7"))).startsWith("1 BROKEN");
	}

	@Test
	void refusesAnExportThatWasCutOffOrGoesOnAfterItsEnd() {
		this.lines.removeLast();
		assertThat(verified()).isEqualTo("1 BROKEN at its end: the export was cut off");
		this.lines = new ArrayList<>(this.ledger.lines);
		this.lines.add(this.lines.getFirst());
		assertThat(verified()).isEqualTo("1 BROKEN at line 17: more follows the end");
	}

	@Test
	void refusesWhatIsNoLedger() {
		this.lines.set(2, "{}");
		assertThat(verified()).isEqualTo("1 BROKEN at line 3: not a record of the ledger");
		this.lines.set(2, "nonsense");
		assertThat(verified()).isEqualTo("1 BROKEN at line 3: not a record of the ledger");
		this.lines.set(2, this.ledger.lines.get(2).replaceFirst("}$", ",\"note\":\"more\"}"));
		assertThat(verified()).isEqualTo("1 BROKEN at line 3: not a record of the ledger");
		this.lines = List.of();
		assertThat(verified()).startsWith("1 BROKEN");
	}

	@Test
	void saysHowItIsCalled() {
		for (List<String> options : List.of(List.of("--key"), List.of("--key", trusting(), "--since", trusting()),
				List.of("--nothing", "x"), List.of(trusting()))) {
			assertThat(TestLedger.verified(this.folder, this.lines, options.toArray(String[]::new))).startsWith("2 ");
		}
		assertThat(VerifyAudit.run(System.out, this.folder.resolve("nowhere").toString(), "--key", trusting()))
			.isEqualTo(VerifyAudit.UNREADABLE);
	}

	@Test
	void provesAnEmptyLedgerThatIsSigned() {
		this.lines = new TestLedger(this.key).sign().end().lines;
		assertThat(verified()).startsWith("0 ok: 0 records");
	}

}
