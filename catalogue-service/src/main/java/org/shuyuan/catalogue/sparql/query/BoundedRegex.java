package org.shuyuan.catalogue.sparql.query;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.jena.query.Query;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.E_StrSubstring;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.ExprTransformApplyElementTransform;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;
import org.shuyuan.vocab.Text;

/**
 * REGEX, REPLACE and CONCAT for a server whose matching tries every way. Patterns are
 * constant and of a form in which there are few ways to try; texts are searched up to
 * some length only.
 */
public final class BoundedRegex {

	/** Characters of a text in which a pattern is looked for. */
	private static final int LONGEST_TEXT = 4_000;

	private static final int LONGEST_REPLACEMENT = 1_000;

	/** Steps to take from one place of a text, at most. */
	private static final double MOST_STEPS = 250_000;

	private static final Pattern PART = Pattern.compile("""
			(?<one>\\[\\^?(?:\\\\[^pPbB]|[^\\\\\\[\\]&])+]|\\\\[^a-zA-Z0-9]|\\\\[wWdDsSnrt]|[^\\\\\\[\\](){}*+?|])\
			|(?<times>[*+?]|\\{(?<least>\\d{1,4})(?<to>,(?<most>\\d{0,4}))?})(?<lazy>\\??)\
			|(?<group>\\((?:\\?:)?|\\))\
			|(?<or>\\|)""");

	private BoundedRegex() {
	}

	/**
	 * The query with such functions only.
	 * @throws org.shuyuan.support.problem.Problem for a pattern of another form
	 */
	public static Query in(Query query) {
		ElementTransformCopyBase elements = new ElementTransformCopyBase();
		return QueryTransformOps.transform(query, elements, new ExprTransformApplyElementTransform(elements) {
			@Override
			public Expr transform(ExprFunctionN function, ExprList arguments) {
				return switch (function) {
					case E_Regex _ -> function.copy(new ExprList(matching(arguments, 2)));
					case E_StrReplace _ -> {
						List<Expr> bounded = matching(arguments, 3);
						bounded.set(2, cut(arguments.get(2), LONGEST_REPLACEMENT));
						yield function.copy(new ExprList(bounded));
					}
					case E_StrConcat _ -> function.copy(new ExprList(arguments.getList()
						.stream()
						.map((text) -> cut(text, LinearTimeRegex.LONGEST_TEXT))
						.toList()));
					default -> super.transform(function, arguments);
				};
			}
		});
	}

	private static List<Expr> matching(ExprList arguments, int flagsAt) {
		if (LinearTimeRegex.fixed(arguments, flagsAt) == null
				|| steps(arguments.get(1).getConstant().asUnquotedString()) > MOST_STEPS) {
			throw ReadOnlyQuery.refused(Text.of("此处的正则表达式须为常量，组不可重复，且至多一处 *、+ 或 {n,}",
					"Patterns are constants here, repeat no groups, and have one *, + or {n,} at most"));
		}
		List<Expr> bounded = new ArrayList<>(arguments.getList());
		bounded.set(0, cut(arguments.get(0), LONGEST_TEXT));
		return bounded;
	}

	/** The text's beginning; the text is worked out once only. */
	private static Expr cut(Expr text, int longest) {
		boolean fits = text.isConstant() && text.getConstant().asUnquotedString().length() <= longest;
		return fits ? text : new E_StrSubstring(text, NodeValue.makeInteger(1), NodeValue.makeInteger(longest));
	}

	/**
	 * How many steps a matcher takes at most that tries every way from one place: the
	 * ways, as the product of all choices, times the length of each.
	 */
	private static double steps(String pattern) {
		if (pattern.length() > LONGEST_REPLACEMENT) {
			return Double.POSITIVE_INFINITY;
		}
		Matcher part = PART.matcher(pattern);
		double ways = 1;
		double length = 1;
		boolean repeatable = false;
		int at = 0;
		while (part.region(at, pattern.length()).lookingAt()) {
			if (part.group("times") != null) {
				if (!repeatable) {
					return Double.POSITIVE_INFINITY;
				}
				ways *= choices(part);
				length += (part.group("least") != null) ? Integer.parseInt(part.group("least")) : 0;
			}
			else if (part.group("or") != null) {
				ways *= 2;
			}
			repeatable = part.group("one") != null;
			length++;
			at = part.end();
		}
		return (at == pattern.length()) ? ways * length : Double.POSITIVE_INFINITY;
	}

	/** How many different counts a repetition may come to. */
	private static double choices(Matcher times) {
		if (times.group("least") == null) {
			return times.group("times").equals("?") ? 2 : LONGEST_TEXT;
		}
		if (times.group("to") == null) {
			return 1;
		}
		return times.group("most").isEmpty() ? LONGEST_TEXT
				: Math.max(1, Integer.parseInt(times.group("most")) - Integer.parseInt(times.group("least")) + 1);
	}

}
