package org.shuyuan.support.problem;

import java.net.URI;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.Violation;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A refusal (RFC 9457). Its {@code type} is {@code /problems/<code>}; title, detail and
 * advice come in English and, with the ending {@code Zh}, in Chinese.
 */
public class Problem extends ErrorResponseException {

	private final String code;

	/**
	 * A problem.
	 * @param status HTTP status
	 * @param code stable code that clients switch on
	 * @param title what kind of problem it is
	 * @param detail what is wrong this time; never repeats text that was refused
	 * @param advice how to mend it
	 */
	public Problem(HttpStatus status, String code, Text title, Text detail, Text advice) {
		this(status, code, title, detail, advice, null);
	}

	/**
	 * A problem with something behind it.
	 * @param status HTTP status
	 * @param code stable code that clients switch on
	 * @param title what kind of problem it is
	 * @param detail what is wrong this time; never repeats text that was refused
	 * @param advice how to mend it
	 * @param cause what brought it about; never told to the caller
	 */
	public Problem(HttpStatus status, String code, Text title, Text detail, Text advice, @Nullable Throwable cause) {
		super(status, body(status, code, title, detail, advice), cause);
		this.code = code;
	}

	private static ProblemDetail body(HttpStatus status, String code, Text title, Text detail, Text advice) {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(status, english(detail));
		body.setType(URI.create("/problems/" + code));
		body.setTitle(english(title));
		body.setProperty("code", code);
		body.setProperty("advice", english(advice));
		body.setProperty("titleZh", title.zh());
		body.setProperty("detailZh", detail.zh());
		body.setProperty("adviceZh", advice.zh());
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
	 * Names the clause the refusal rests on, such as {@code D13}.
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
	 * Adds a member of its own to the problem.
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
