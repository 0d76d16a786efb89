package org.shuyuan.gateway.query;

import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;

/**
 * A query that cannot be asked of this table: an unknown column, operator or value.
 */
public class QueryInvalid extends RuntimeException {

	private final ProblemType type;

	private final Text text;

	QueryInvalid(ProblemType type, String zh, String en) {
		super(en);
		this.type = type;
		this.text = Text.of(zh, en);
	}

	/** What kind of problem it is, such as {@code column-unknown}. */
	public ProblemType type() {
		return this.type;
	}

	/** What is wrong, zh and en. */
	public Text text() {
		return this.text;
	}

}
