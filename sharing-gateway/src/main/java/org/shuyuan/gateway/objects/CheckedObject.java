package org.shuyuan.gateway.objects;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A whole object on its way out, compared with its address: if bytes were changed or lost
 * it fails instead of ending.
 */
final class CheckedObject extends FilterInputStream {

	private final Sha256 address;

	private final MessageDigest digest = SpooledUpload.sha256();

	private boolean ended;

	CheckedObject(InputStream bytes, Sha256 address) {
		super(bytes);
		this.address = address;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int read = super.read(buffer, offset, length);
		if (read > 0) {
			this.digest.update(buffer, offset, read);
		}
		else if (read < 0 && !this.ended) {
			this.ended = true;
			if (!HexFormat.of().formatHex(this.digest.digest()).equals(this.address.value())) {
				throw new IOException("The bytes kept as %s are not those that were stored".formatted(this.address));
			}
		}
		return read;
	}

	@Override
	public long skip(long count) throws IOException {
		byte[] passed = new byte[(int) Math.min(count, 1 << 16)];
		return Math.max(0, read(passed, 0, passed.length));
	}

	@Override
	public boolean markSupported() {
		return false;
	}

}
