package org.shuyuan.gateway.intake.reading;

import java.io.Writer;

/**
 * Stores what is written up to a number of characters, and knows whether there was more.
 */
final class BoundedWriter extends Writer {

	private final int most;

	private final StringBuilder written = new StringBuilder();

	private boolean exceeded;

	/**
	 * Creates one.
	 * @param most characters that are stored
	 */
	BoundedWriter(int most) {
		this.most = most;
	}

	boolean exceeded() {
		return this.exceeded;
	}

	@Override
	public void write(char[] characters, int start, int length) {
		int room = Math.min(length, this.most - this.written.length());
		this.written.append(characters, start, room);
		this.exceeded |= room < length;
	}

	@Override
	public void flush() {
		// nothing is held back
	}

	@Override
	public void close() {
		// nothing is held open
	}

	@Override
	public String toString() {
		return this.written.toString();
	}

}
