package org.shuyuan.catalogue.sparql.store;

import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * The store cannot be reached or does not do what it is asked. Everything else keeps
 * working; the view catches up by itself.
 */
public final class SparqlUnavailable extends Problem {

	public SparqlUnavailable(Throwable cause) {
		super(CatalogueProblemType.SPARQL_UNAVAILABLE,
				Text.of("SPARQL 存储暂时无法访问", "The SPARQL store cannot be reached at the moment"),
				Text.of("请按 Retry-After 稍后重试；搜索与按标识访问条目不受影响",
						"Try again after Retry-After; searching, and reading entries by their id, keep working"),
				cause);
		getHeaders().set("Retry-After", "5");
	}

}
