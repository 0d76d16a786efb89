package org.shuyuan.catalogue.search.index;

import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * The search engine cannot be reached or does not do what it is asked. Registering keeps
 * working; the index catches up by itself.
 */
public final class SearchUnavailable extends Problem {

	public SearchUnavailable(Throwable cause) {
		super(CatalogueProblemType.SEARCH_UNAVAILABLE,
				Text.of("搜索引擎暂时无法访问", "The search engine cannot be reached at the moment"),
				Text.of("请按 Retry-After 稍后重试；登记与按标识访问条目不受影响",
						"Try again after Retry-After; registering, and reading entries by their id, keep working"),
				cause);
		getHeaders().set("Retry-After", "5");
	}

}
