package org.shuyuan.gateway.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * Bytes that do not end unless their hash is the one declared, so that no others are
 * stored.
 */
final class HashedStream extends FilterInputStream {

	private final MessageDigest digest;

	private final String declared;

	private boolean checked;

	HashedStream(InputStream in, String declared) {
		super(in);
		this.declared = declared;
		try {
			this.digest = MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	@Override
	public int read() throws IOException {
		int next = super.read();
		if (next < 0) {
			check();
		}
		else {
			this.digest.update((byte) next);
		}
		return next;
	}

	@Override
	public int read(byte[] buffer, int from, int length) throws IOException {
		int read = super.read(buffer, from, length);
		if (read < 0) {
			check();
		}
		else {
			this.digest.update(buffer, from, read);
		}
		return read;
	}

	@Override
	public long skip(long count) {
		return 0;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

	private void check() {
		if (this.checked) {
			return;
		}
		String found = HexFormat.of().formatHex(this.digest.digest());
		if (!found.equals(this.declared)) {
			throw new Problem(GatewayProblemType.SHA256_MISMATCH,
					Text.of("收到内容的 SHA-256 为 %s，未保存任何内容".formatted(found),
							"The SHA-256 of what came is %s; nothing was stored".formatted(found)))
				.property("sha256", found);
		}
		this.checked = true;
	}

}
