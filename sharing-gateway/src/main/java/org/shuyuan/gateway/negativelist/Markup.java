package org.shuyuan.gateway.negativelist;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/**
 * What a reader sees of HTML or XML: tags within a line join what they part, all others
 * end it; character references are the characters.
 */
final class Markup {

	private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

	private static final Pattern TAG = Pattern.compile("</?([A-Za-z][\\w:.-]*)[^<>]*>|<[!?][^<>]*>");

	private static final Pattern INLINE = Pattern
		.compile("a|abbr|b|big|bdi|bdo|code|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tt|u|var|wbr|"
				+ "(\\w+:)?(r|t|rPr|rFonts|tspan|span)", Pattern.CASE_INSENSITIVE);

	/** Browsers do without the semicolon. */
	private static final Pattern UNENDED = Pattern.compile("&#(\\d{1,7}|[xX][0-9a-fA-F]{1,6})(?![;0-9a-fA-F])");

	private Markup() {
	}

	static String text(String markup) {
		String text = markup;
		if (text.indexOf('<') >= 0) {
			text = text.replace("<![CDATA[", "").replace("]]>", "");
			text = TAG.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll(Markup::parting);
		}
		for (int depth = 0; depth < 2 && text.indexOf('&') >= 0; depth++) {
			text = HtmlUtils.htmlUnescape(UNENDED.matcher(text).replaceAll("&#$1;"));
		}
		return text;
	}

	private static String parting(MatchResult tag) {
		String name = tag.group(1);
		return (name != null && INLINE.matcher(name).matches()) ? "" : "\n";
	}

}
