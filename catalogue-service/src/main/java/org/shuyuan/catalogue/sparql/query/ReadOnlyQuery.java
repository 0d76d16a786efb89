package org.shuyuan.catalogue.sparql.query;

import java.util.List;

import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.apache.jena.update.UpdateFactory;
import org.apache.jena.vocabulary.XSD;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * A query that was found to be one, to stay inside this dataset, and to change nothing.
 *
 * @param query the query
 */
public record ReadOnlyQuery(Query query) {

	/** More of a body is not read: it would be too long in any case. */
	public static final int MOST_BYTES = 1 << 20;

	/** What Jena's magic predicates begin with. */
	private static final List<String> MAGIC = List.of("java:", "http://jena.apache.org/ARQ/",
			"http://jena.hpl.hp.com/ARQ/", "http://www.jena.hpl.hp.com/ARQ/");

	private static final int LONGEST = 100_000;

	/**
	 * Reads a query.
	 * @throws Problem saying where it is broken, or what of it is not allowed
	 */
	public static ReadOnlyQuery parse(String text) {
		if (text.isBlank()) {
			throw new Problem(CatalogueProblemType.QUERY_MISSING,
					Text.of("请求没有 query 参数或查询正文", "There is neither a parameter query nor a query as the body"),
					Text.of("请用 query 参数或 application/sparql-query 正文给出 SPARQL 查询",
							"Give a SPARQL query as the parameter query or as an application/sparql-query body"));
		}
		if (text.length() > LONGEST) {
			throw new Problem(CatalogueProblemType.QUERY_TOO_LONG,
					Text.of("查询超过 10 万字符", "The query has more than 100,000 characters"));
		}
		Query query = read(text);
		if (query.hasDatasetDescription()) {
			throw refused(Text.of("不支持 FROM 与 FROM NAMED：只查询本目录的公开视图",
					"FROM and FROM NAMED are not supported: queries see this catalogue's public view"));
		}
		try {
			Walker.walk(Algebra.compile(query), new Patterns(), new Functions());
		}
		catch (QueryException ex) {
			throw broken(1, 1);
		}
		catch (StackOverflowError ex) {
			throw tooDeep();
		}
		if (query.isSelectType() && (!query.hasLimit() || query.getLimit() > QueryRun.MOST_ROWS)) {
			query.setLimit(QueryRun.MOST_ROWS + 1L);
		}
		return new ReadOnlyQuery(query);
	}

	private static Query read(String text) {
		try {
			return QueryFactory.create(text, Syntax.syntaxSPARQL_11);
		}
		catch (QueryParseException ex) {
			if (isUpdate(text)) {
				throw refused(Text.of("此端点只读，不接受更新", "This endpoint is read only and takes no updates"));
			}
			throw broken(ex.getLine(), ex.getColumn());
		}
		catch (QueryException ex) {
			throw broken(1, 1);
		}
		catch (StackOverflowError ex) {
			throw broken(1, 1);
		}
	}

	private static boolean isUpdate(String text) {
		try {
			return !UpdateFactory.create(text).getOperations().isEmpty();
		}
		catch (RuntimeException | StackOverflowError ex) {
			return false;
		}
	}

	public static Problem refused(Text detail) {
		return new Problem(CatalogueProblemType.QUERY_REFUSED, detail,
				Text.of("请去掉该部分，只用 SELECT、ASK、CONSTRUCT 或 DESCRIBE 查询公开视图",
						"Remove that part; SELECT, ASK, CONSTRUCT and DESCRIBE over the public view are offered"));
	}

	public static Problem tooDeep() {
		return refused(Text.of("查询部分过多或嵌套过深", "The query has too many parts, or they are nested too deeply"));
	}

	private static Problem broken(int line, int column) {
		return new Problem(CatalogueProblemType.QUERY_BROKEN,
				Text.of("第 %d 行第 %d 列附近不是有效的 SPARQL 1.1".formatted(line, column),
						"Not valid SPARQL 1.1 near line %d, column %d".formatted(line, column)),
				Text.of("请检查该处的语法与前缀声明", "Check syntax and prefixes there"))
			.property("line", line)
			.property("column", column);
	}

	/** What engines can do beyond SPARQL 1.1 knows none of our limits. */
	private static Problem beyond() {
		return refused(
				Text.of("不支持 SPARQL 1.1 以外的函数与谓词", "Functions and predicates beyond SPARQL 1.1 are not supported"));
	}

	private static final class Patterns extends OpVisitorBase {

		@Override
		public void visit(OpService service) {
			throw refused(Text.of("不支持 SERVICE：查询不离开本服务", "SERVICE is not offered: queries do not leave this service"));
		}

		@Override
		public void visit(OpBGP pattern) {
			for (Triple triple : pattern.getPattern()) {
				if (triple.getPredicate().isURI()
						&& MAGIC.stream().anyMatch(triple.getPredicate().getURI()::startsWith)) {
					throw beyond();
				}
			}
		}

	}

	private static final class Functions extends ExprVisitorBase {

		@Override
		public void visit(ExprFunctionN function) {
			if (function instanceof E_Function named && !named.getFunctionIRI().startsWith(XSD.getURI())) {
				throw beyond();
			}
		}

	}

}
