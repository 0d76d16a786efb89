package org.shuyuan.gateway.intake.encoding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What one pass over bytes reveals of their encoding: the beginning, pieces with bytes
 * beyond ASCII from anywhere, and how much of all of it is UTF-8.
 */
final class TextSample {

	private static final int BLOCK = 1 << 16;

	private static final int LARGEST = 1 << 19;

	private static final int FEW = 4;

	private final byte[] head;

	private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();

	private long zeros;

	private long high;

	private long sequences;

	private long longSequences;

	private long broken;

	/** Bytes that a sequence under way still lacks, and of how many it is. */
	private int lacking;

	private int sequence;

	private int lowest;

	private int highest;

	private TextSample(byte[] head) {
		this.head = head;
	}

	static TextSample of(Encoding.Source source) throws IOException {
		try (InputStream in = source.open()) {
			byte[] block = in.readNBytes(BLOCK);
			TextSample sample = new TextSample(block);
			while (block.length > 0) {
				sample.take(block, block.length);
				block = in.readNBytes(BLOCK);
			}
			sample.broken += (sample.lacking > 0) ? 1 : 0;
			return sample;
		}
	}

	private void take(byte[] block, int length) {
		long before = this.high;
		for (int i = 0; i < length; i++) {
			int next = block[i];
			if (next > 0 && this.lacking == 0) {
				continue;
			}
			see(next & 0xff);
		}
		if (this.high > before && this.pieces.size() < LARGEST) {
			lines(block, length);
		}
	}

	/** Follows UTF-8 as Unicode defines it: overlong forms and surrogates are broken. */
	private void see(int next) {
		this.zeros += (next == 0) ? 1 : 0;
		this.high += (next >= 0x80) ? 1 : 0;
		if (this.lacking > 0) {
			if (next >= this.lowest && next <= this.highest) {
				this.lowest = 0x80;
				this.highest = 0xBF;
				this.lacking--;
				this.sequences += (this.lacking == 0) ? 1 : 0;
				this.longSequences += (this.lacking == 0 && this.sequence > 2) ? 1 : 0;
				return;
			}
			this.broken++;
			this.lacking = 0;
		}
		if (next < 0x80) {
			return;
		}
		this.sequence = (next >= 0xC2 && next <= 0xDF) ? 2
				: (next >= 0xE0 && next <= 0xEF) ? 3 : (next >= 0xF0 && next <= 0xF4) ? 4 : 0;
		if (this.sequence == 0) {
			this.broken++;
			return;
		}
		this.lacking = this.sequence - 1;
		this.lowest = (next == 0xE0) ? 0xA0 : (next == 0xF0) ? 0x90 : 0x80;
		this.highest = (next == 0xED) ? 0x9F : (next == 0xF4) ? 0x8F : 0xBF;
	}

	/** Whole lines, so that no character is cut where a block is. */
	private void lines(byte[] block, int length) {
		int from = 0;
		int to = length;
		if (this.pieces.size() > 0 || block != this.head) {
			while (from < length && block[from] != '\n') {
				from++;
			}
		}
		if (length == BLOCK) {
			while (to > from && block[to - 1] != '\n') {
				to--;
			}
		}
		boolean lines = to > from;
		this.pieces.write(block, lines ? from : 0, lines ? to - from : length);
	}

	/** The first bytes. */
	byte[] head() {
		return this.head;
	}

	/** The bytes that are significant. */
	byte[] telling() {
		return (this.pieces.size() > 0) ? this.pieces.toByteArray() : this.head;
	}

	boolean hasZeros() {
		return this.zeros > 0;
	}

	boolean isAscii() {
		return this.high == 0 && this.zeros == 0;
	}

	/** Whether all of it is UTF-8, beyond chance. */
	boolean isUtf8() {
		return mayBeUtf8() && (this.longSequences > 0 || this.sequences >= FEW);
	}

	/** Whether it is UTF-8 but for a character or two, as where a field was cut. */
	boolean isNearlyUtf8() {
		return this.broken > 0 && this.broken <= 2 && this.zeros == 0 && this.longSequences >= 2 * this.broken;
	}

	/** Whether nothing in it contradicts UTF-8. */
	boolean mayBeUtf8() {
		return this.broken == 0 && this.zeros == 0;
	}

}
