package org.shuyuan.support.problem;

import java.net.URI;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.rdf.Violation;

import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A refusal (RFC 9457). Its {@code type} is {@code /problems/<code>}; title, detail and
 * advice come in English and, with the ending {@code Zh}, in Chinese.
 */
public class Problem extends ErrorResponseException {

	private final String code;

	/**
	 * A problem of a type, with the type's own advice.
	 * @param type what kind of problem it is
	 * @param detail what is wrong this time; never repeats text that was refused
	 */
	public Problem(ProblemType type, Text detail) {
		this(type, detail, type.advice());
	}

	/**
	 * A problem of a type.
	 * @param type what kind of problem it is
	 * @param detail what is wrong this time; never repeats text that was refused
	 * @param advice how to correct it this time
	 */
	public Problem(ProblemType type, Text detail, Text advice) {
		this(type, detail, advice, null);
	}

	/**
	 * A problem of a type, with something behind it.
	 * @param type what kind of problem it is
	 * @param detail what is wrong this time; never repeats text that was refused
	 * @param advice how to correct it this time
	 * @param cause what brought it about; never shown to the caller
	 */
	public Problem(ProblemType type, Text detail, Text advice, @Nullable Throwable cause) {
		super(type.status(), body(type, detail, advice), cause);
		this.code = type.code();
	}

	private static ProblemDetail body(ProblemType type, Text detail, Text advice) {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(type.status(), english(detail));
		body.setType(URI.create("/problems/" + type.code()));
		body.setTitle(english(type.title()));
		body.setProperty("code", type.code());
		body.setProperty("advice", english(advice));
		body.setProperty("titleZh", type.title().zh());
		body.setProperty("detailZh", detail.zh());
		body.setProperty("adviceZh", advice.zh());
		if (!type.clause().isEmpty()) {
			body.setProperty("clause", type.clause());
		}
		return body;
	}

	private static String english(Text text) {
		return (text.en() != null) ? text.en() : text.zh();
	}

	/** The stable code. */
	public final String code() {
		return this.code;
	}

	/**
	 * Names the clause that the refusal rests on this time, such as {@code D13}, where
	 * the type has none or another.
	 */
	public final Problem clause(String clause) {
		return property("clause", clause);
	}

	/**
	 * Lists the single things that are wrong.
	 */
	public final Problem violations(List<Violation> violations) {
		return property("violations", violations);
	}

	/**
	 * Adds an extension member to the problem.
	 */
	public final Problem property(String name, Object value) {
		getBody().setProperty(name, value);
		return this;
	}

	@Override
	public String getMessage() {
		return this.code + ": " + Objects.requireNonNullElse(getBody().getDetail(), "");
	}

}
