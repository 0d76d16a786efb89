package org.shuyuan.catalogue.rdf;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.shuyuan.vocab.Iris;
import org.shuyuan.vocab.LanguageTag;
import org.shuyuan.vocab.harvest.HarvestedFaults;

/**
 * The attributes of RDF/XML, in one pass: addresses at which a parser would stop are
 * written in a form that it takes, and language tags in theirs. Scans start tags only,
 * never at text, comments or CDATA.
 */
final class XmlAttributes {

	private static final int LONGEST_DECLARATION = 200;

	private final String text;

	private final StringBuilder out = new StringBuilder();

	private int copied;

	private int at;

	XmlAttributes(String text) {
		this.text = text;
	}

	/** The body as it can be parsed; empty where there is nothing to repair. */
	Optional<String> mended() {
		while (this.at < this.text.length()) {
			int open = this.text.indexOf('<', this.at);
			if (open < 0) {
				break;
			}
			this.at = open + 1;
			if (this.text.startsWith("!--", this.at)) {
				skipPast("-->");
			}
			else if (this.text.startsWith("![CDATA[", this.at)) {
				skipPast("]]>");
			}
			else if (this.text.startsWith("?", this.at)) {
				skipPast("?>");
			}
			else if (!this.text.startsWith("!", this.at) && !this.text.startsWith("/", this.at)) {
				attributes();
			}
		}
		return (this.copied == 0) ? Optional.empty()
				: Optional.of(this.out.append(this.text, this.copied, this.text.length()).toString());
	}

	/** The encoding that an XML declaration names; UTF-8 where there is none. */
	static Charset charset(byte[] body) {
		String head = new String(body, 0, Math.min(body.length, LONGEST_DECLARATION), StandardCharsets.ISO_8859_1);
		int from = head.indexOf("encoding=");
		int end = head.indexOf("?>");
		if (from < 0 || end < from || from + 10 > end) {
			return StandardCharsets.UTF_8;
		}
		int quote = head.indexOf(head.charAt(from + 9), from + 10);
		try {
			return (quote < 0) ? StandardCharsets.UTF_8 : Charset.forName(head.substring(from + 10, quote).strip());
		}
		catch (IllegalArgumentException ex) {
			return StandardCharsets.UTF_8;
		}
	}

	private void skipPast(String end) {
		int found = this.text.indexOf(end, this.at);
		this.at = (found < 0) ? this.text.length() : found + end.length();
	}

	private void attributes() {
		int name = this.at;
		char last = ' ';
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at);
			if (c == '>' || c == '<') {
				return;
			}
			if ((c == '"' || c == '\'') && this.text.indexOf(c, this.at + 1) > 0) {
				int end = this.text.indexOf(c, this.at + 1);
				attribute(name, this.at + 1, end);
				this.at = end;
				name = end + 1;
			}
			else if (!Character.isWhitespace(c) && c != '=' && last != '='
					&& Character.isWhitespace(this.text.charAt(this.at - 1))) {
				name = this.at;
			}
			last = Character.isWhitespace(c) ? last : c;
			this.at++;
		}
	}

	private void attribute(int begin, int from, int to) {
		String before = this.text.substring(begin, from - 1).strip();
		if (!before.endsWith("=")) {
			return;
		}
		String name = before.substring(0, before.length() - 1).strip();
		String value = decoded(this.text.substring(from, to));
		switch (name) {
			case "rdf:about", "rdf:resource", "rdf:datatype" -> {
				if (!Iris.hasOnlyIriCharacters(value)) {
					replace(from, to, HarvestedFaults.unreadable(value));
				}
			}
			case "rdf:ID" -> {
				if (!Iris.hasOnlyIriCharacters(value)) {
					replace(begin, to, "rdf:about=" + this.text.charAt(from - 1) + HarvestedFaults.unreadable(value));
				}
			}
			case "xml:lang" -> {
				String tag = LanguageTag.wellFormed(value);
				if (!value.isEmpty() && !tag.equals(value)) {
					replace(from, to, tag);
				}
			}
			default -> {
			}
		}
	}

	private static String decoded(String value) {
		return (value.indexOf('&') < 0) ? value
				: value.replace("&lt;", "<")
					.replace("&gt;", ">")
					.replace("&quot;", "\"")
					.replace("&apos;", "'")
					.replace("&#32;", " ")
					.replace("&#x20;", " ")
					.replace("&amp;", "&");
	}

	private void replace(int from, int to, String by) {
		this.out.append(this.text, this.copied, from).append(by);
		this.copied = to;
	}

}
