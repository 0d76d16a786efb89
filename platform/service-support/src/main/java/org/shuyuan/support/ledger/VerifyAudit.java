package org.shuyuan.support.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.shuyuan.support.ledger.chain.RetainedCheckpoints;
import org.shuyuan.support.ledger.chain.TrustedKeys;
import org.shuyuan.support.ledger.chain.Verification;

/**
 * Verifies an exported ledger offline. It is believed by a public key that was saved
 * beforehand, and by nothing else; a ledger truncated to an earlier state is detected
 * with a retained checkpoint.
 */
public final class VerifyAudit {

	/** All holds, and a trusted key says so. */
	public static final int PROVEN = 0;

	/** It does not hold. */
	public static final int BROKEN = 1;

	/** There is nothing to read. */
	public static final int UNREADABLE = 2;

	/** No key was given, so the file's author may have forged it all. */
	public static final int NOT_PROVEN = 3;

	private static final String USAGE = """
			verify-audit EXPORT.ndjson --key KEY [--since CHECKPOINT]...
			  KEY         the public key saved beforehand: a file with its PEM, its fingerprint SHA256:…, or hexadecimal
			  CHECKPOINT  a file with a checkpoint kept from before
			Exit status: 0 proven, 1 broken, 2 unreadable, 3 not proven for want of a key""";

	private final PrintStream out;

	private final TrustedKeys trusted = new TrustedKeys();

	private final RetainedCheckpoints kept = new RetainedCheckpoints();

	private VerifyAudit(PrintStream out) {
		this.out = out;
	}

	public static void main(String[] arguments) {
		System.exit(run(new PrintStream(System.out, true, StandardCharsets.UTF_8), arguments));
	}

	/**
	 * Verifies the export that is named first.
	 * @return the exit status; the stream says more
	 */
	public static int run(PrintStream out, String... arguments) {
		VerifyAudit verification = new VerifyAudit(out);
		try {
			if (arguments.length == 0 || !verification.understand(List.of(arguments).subList(1, arguments.length))) {
				out.println(USAGE);
				return UNREADABLE;
			}
			return verification.verify(Path.of(arguments[0]));
		}
		catch (IOException | RuntimeException _) {
			out.println("The file cannot be read");
			return UNREADABLE;
		}
	}

	private boolean understand(List<String> options) throws IOException {
		for (int i = 0; i < options.size(); i += 2) {
			if (i + 1 == options.size()) {
				return false;
			}
			String value = options.get(i + 1);
			switch (options.get(i)) {
				case "--key" -> {
					if (!this.trusted.add(value) && !this.trusted.add(Files.readString(Path.of(value)))) {
						this.out.println("No public key is in " + value);
						return false;
					}
				}
				case "--since" -> {
					try {
						this.kept.add(Files.readString(Path.of(value)));
					}
					catch (RuntimeException _) {
						this.out.println("No checkpoint is in " + value);
						return false;
					}
				}
				default -> {
					return false;
				}
			}
		}
		return true;
	}

	private int verify(Path file) throws IOException {
		Verification verification = new Verification(this.trusted, this.kept);
		Optional<String> broken = broken(file, verification);
		if (broken.isPresent()) {
			this.out.println("BROKEN " + broken.get());
			return BROKEN;
		}
		if (this.trusted.isEmpty()) {
			this.out.println("NOT PROVEN: it is consistent, but anyone who has the file could have rewritten all of it."
					+ " Give the public key that you saved from the platform before: --key audit-key.pem");
			verification.signers().forEach((key) -> this.out.println("signed by " + key));
			return NOT_PROVEN;
		}
		this.out.println("ok: " + verification.summary());
		verification.erased().forEach((record) -> this.out.println("erased: " + record));
		this.out.println((this.kept.count() > 0)
				? "It agrees with %d retained checkpoints; what was recorded after %s is not in it."
					.formatted(this.kept.count(), verification.completeUntil().orElseThrow())
				: "Complete only as far as its newest checkpoint, of %s: truncation is detected with one kept elsewhere (--since)."
					.formatted(verification.completeUntil().orElseThrow()));
		return PROVEN;
	}

	private static Optional<String> broken(Path file, Verification verification) throws IOException {
		try (BufferedReader lines = Files.newBufferedReader(file)) {
			long number = 0;
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				number++;
				Optional<String> broken = verification.line(line);
				if (broken.isPresent()) {
					return Optional.of("at line " + number + ": " + broken.get());
				}
			}
		}
		return verification.whole().map((broken) -> "at its end: " + broken);
	}

}
