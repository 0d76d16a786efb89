package org.shuyuan.vocab.row;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The values of a {@link RowCondition} with {@code in}: separated by commas; one that
 * holds a comma itself is enclosed in double quotes, in which a quote is written twice,
 * or has a backslash before each comma.
 */
final class RowValues {

	private final List<String> values = new ArrayList<>();

	private final String text;

	private int at;

	private RowValues(String text) {
		this.text = text;
	}

	/**
	 * Reads a list of values.
	 * @throws IllegalArgumentException if a quoted value does not end, or something
	 * follows it
	 */
	static List<String> parse(String text) {
		RowValues read = new RowValues(text);
		do {
			read.values.add(read.begins('"') ? read.quoted() : read.plain());
		}
		while (read.next(','));
		return read.values;
	}

	/** The values as a list that is read as these and no others. */
	static String joined(List<String> values) {
		return values.stream().map((value) -> '"' + value.replace("\"", "\"\"") + '"').collect(Collectors.joining(","));
	}

	private boolean begins(char sign) {
		return this.at < this.text.length() && this.text.charAt(this.at) == sign;
	}

	private boolean next(char sign) {
		boolean there = begins(sign);
		this.at += there ? 1 : 0;
		return there;
	}

	private String plain() {
		StringBuilder value = new StringBuilder();
		while (this.at < this.text.length() && !begins(',')) {
			if (this.text.startsWith("\\,", this.at)) {
				this.at++;
			}
			value.append(this.text.charAt(this.at++));
		}
		return value.toString();
	}

	private String quoted() {
		StringBuilder value = new StringBuilder();
		this.at++;
		while (this.at < this.text.length()) {
			char sign = this.text.charAt(this.at++);
			if (sign != '"') {
				value.append(sign);
			}
			else if (next('"')) {
				value.append('"');
			}
			else if (this.at == this.text.length() || begins(',')) {
				return value.toString();
			}
			else {
				break;
			}
		}
		throw new IllegalArgumentException("A quoted value does not end, or something other than a comma follows it");
	}

}
