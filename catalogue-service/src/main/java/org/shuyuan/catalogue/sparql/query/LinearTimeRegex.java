package org.shuyuan.catalogue.sparql.query;

import java.util.List;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.nodevalue.XSDFuncOp;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.ExprTransformApplyElementTransform;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

/**
 * REGEX and REPLACE (SPARQL 1.1, 17.4.3.14 and 17.4.3.15) in time that grows with the
 * text and the pattern only: no timeout reaches into a matcher that tries every way. What
 * such matching cannot do, back references and looking around, is refused.
 */
public final class LinearTimeRegex {

	private static final int LONGEST_PATTERN = 1_000;

	static final int LONGEST_TEXT = 1 << 20;

	private static final int MOST_REPEATS = 1_000;

	private static final Pattern COUNTED = Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");

	private LinearTimeRegex() {
	}

	/**
	 * The query with these functions in place of ARQ's.
	 * @throws org.shuyuan.support.problem.Problem for a pattern that cannot be matched so
	 */
	public static Query in(Query query) {
		ElementTransformCopyBase elements = new ElementTransformCopyBase();
		return QueryTransformOps.transform(query, elements, new ExprTransformApplyElementTransform(elements) {
			@Override
			public Expr transform(ExprFunctionN function, ExprList arguments) {
				return switch (function) {
					case E_Regex _ -> new Matches(arguments, fixed(arguments, 2));
					case E_StrReplace _ -> new Replaced(arguments, fixed(arguments, 3));
					case E_StrConcat _ -> new Joined(arguments);
					default -> super.transform(function, arguments);
				};
			}
		});
	}

	/** The pattern, compiled once for all rows, where it and its flags are constant. */
	static @Nullable Pattern fixed(ExprList arguments, int flagsAt) {
		Expr pattern = arguments.get(1);
		Expr flags = (arguments.size() > flagsAt) ? arguments.get(flagsAt) : NodeValue.nvEmptyString;
		if (!pattern.isConstant()) {
			return null;
		}
		try {
			Pattern compiled = compiled(pattern.getConstant(),
					flags.isConstant() ? flags.getConstant() : NodeValue.nvEmptyString);
			return flags.isConstant() ? compiled : null;
		}
		catch (ExprEvalException ex) {
			throw ReadOnlyQuery.refused(Text.of("正则表达式过长、有误，或用了回溯引用与环视：这些不支持",
					"The pattern is too long or broken, or uses back references or lookaround, which is not supported"));
		}
	}

	private static Pattern pattern(@Nullable Pattern fixed, List<NodeValue> arguments, int flagsAt) {
		if (fixed != null) {
			return fixed;
		}
		return compiled(arguments.get(1),
				(arguments.size() > flagsAt) ? arguments.get(flagsAt) : NodeValue.nvEmptyString);
	}

	private static Pattern compiled(NodeValue pattern, NodeValue flags) {
		String expression = text(pattern);
		int options = 0;
		for (char flag : text(flags).toCharArray()) {
			options |= switch (flag) {
				case 'i' -> Pattern.CASE_INSENSITIVE;
				case 's' -> Pattern.DOTALL;
				case 'm' -> Pattern.MULTILINE;
				default -> throw new ExprEvalException("Flag not offered: " + flag);
			};
		}
		if (expression.length() > LONGEST_PATTERN || repeats(expression) > MOST_REPEATS) {
			throw new ExprEvalException("Pattern too long");
		}
		try {
			return Pattern.compile(expression, options);
		}
		catch (PatternSyntaxException ex) {
			throw new ExprEvalException("Broken pattern", ex);
		}
	}

	/** How often a part may repeat at most when counts are nested. */
	private static long repeats(String expression) {
		var counts = COUNTED.matcher(expression);
		double all = 1;
		while (counts.find()) {
			String most = counts.group(2);
			all *= Math.max(1, Double.parseDouble((most == null || most.isEmpty()) ? counts.group(1) : most));
		}
		return (long) Math.min(all, Long.MAX_VALUE);
	}

	private static String text(NodeValue value) {
		if (!value.isString() && !value.isLangString()) {
			throw new ExprEvalException("Not a string");
		}
		String text = value.asNode().getLiteralLexicalForm();
		if (text.length() > LONGEST_TEXT) {
			throw new ExprEvalException("Text too long");
		}
		return text;
	}

	private static final class Matches extends ExprFunctionN {

		private final @Nullable Pattern fixed;

		Matches(ExprList arguments, @Nullable Pattern fixed) {
			super("regex", arguments);
			this.fixed = fixed;
		}

		@Override
		public NodeValue eval(List<NodeValue> arguments) {
			return NodeValue
				.booleanReturn(pattern(this.fixed, arguments, 2).matcher(text(arguments.getFirst())).find());
		}

		@Override
		public Expr copy(ExprList arguments) {
			return new Matches(arguments, this.fixed);
		}

	}

	private static final class Replaced extends ExprFunctionN {

		private final @Nullable Pattern fixed;

		Replaced(ExprList arguments, @Nullable Pattern fixed) {
			super("replace", arguments);
			this.fixed = fixed;
		}

		@Override
		public NodeValue eval(List<NodeValue> arguments) {
			String text = text(arguments.getFirst());
			String replacement = text(arguments.get(2));
			if ((long) (text.length() + 1) * (replacement.length() + 1) > 16L * LONGEST_TEXT) {
				throw new ExprEvalException("Replacement too long");
			}
			try {
				String result = pattern(this.fixed, arguments, 3).matcher(text).replaceAll(replacement);
				return like(arguments.getFirst(), result);
			}
			catch (IndexOutOfBoundsException | IllegalArgumentException ex) {
				throw new ExprEvalException("Broken replacement", ex);
			}
		}

		private static NodeValue like(NodeValue text, String result) {
			return text.isLangString()
					? NodeValue.makeNode(NodeFactory.createLiteralLang(result, text.asNode().getLiteralLanguage()))
					: NodeValue.makeString(result);
		}

		@Override
		public Expr copy(ExprList arguments) {
			return new Replaced(arguments, this.fixed);
		}

	}

	/**
	 * CONCAT of texts that are not too long: doubling again and again would fill the
	 * heap.
	 */
	private static final class Joined extends ExprFunctionN {

		Joined(ExprList arguments) {
			super("concat", arguments);
		}

		@Override
		public NodeValue eval(List<NodeValue> arguments) {
			arguments.forEach(LinearTimeRegex::text);
			return XSDFuncOp.strConcat(arguments);
		}

		@Override
		public Expr copy(ExprList arguments) {
			return new Joined(arguments);
		}

	}

}
