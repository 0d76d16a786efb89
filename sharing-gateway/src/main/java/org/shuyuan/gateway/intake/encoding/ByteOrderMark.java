package org.shuyuan.gateway.intake.encoding;

/**
 * What the first bytes of a text claim its encoding to be. It may be wrong.
 */
enum ByteOrderMark {

	/** None. */
	NONE("", ""),
	/** UTF-8. */
	UTF_8("UTF-8", "\u00ef\u00bb\u00bf"),
	/** UTF-32, the last byte first; begins as UTF-16 does. */
	UTF_32LE("UTF-32LE", "\u00ff\u00fe\0\0"),
	/** UTF-32, the first byte first. */
	UTF_32BE("UTF-32BE", "\0\0\u00fe\u00ff"),
	/** UTF-16, the last byte first. */
	UTF_16LE("UTF-16LE", "\u00ff\u00fe"),
	/** UTF-16, the first byte first. */
	UTF_16BE("UTF-16BE", "\u00fe\u00ff"),
	/** GB18030. */
	GB18030("GB18030", "\u00841\u00953");

	private final String charset;

	private final String bytes;

	ByteOrderMark(String charset, String bytes) {
		this.charset = charset;
		this.bytes = bytes;
	}

	static ByteOrderMark of(byte[] head) {
		for (ByteOrderMark mark : values()) {
			if (mark != NONE && mark.begins(head)) {
				boolean padded = mark == UTF_32LE && (head.length < 8 || (head[6] != 0 || head[7] != 0));
				return padded ? UTF_16LE : mark;
			}
		}
		return NONE;
	}

	private boolean begins(byte[] head) {
		for (int i = 0; i < this.bytes.length(); i++) {
			if (i >= head.length || (head[i] & 0xff) != this.bytes.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	String charset() {
		return this.charset;
	}

	int length() {
		return this.bytes.length();
	}

	boolean isWide() {
		return this.charset.startsWith("UTF-16") || this.charset.startsWith("UTF-32");
	}

}
