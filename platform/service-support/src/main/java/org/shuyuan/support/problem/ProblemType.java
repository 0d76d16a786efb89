package org.shuyuan.support.problem;

import java.util.Locale;

import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * A type of problem (RFC 9457, section 4): what is the same each time it is raised. Each
 * service has its types in one enum and publishes them, so that the portal explains them
 * at the type's address.
 */
public interface ProblemType {

	/** Its name in the code, such as {@code ENTRY_INVALID}. */
	String name();

	/** What it always carries. */
	ProblemDescription description();

	/** The HTTP status that it always comes with. */
	default HttpStatus status() {
		return description().status();
	}

	/**
	 * The clause that it rests on, such as {@code D13}; empty where no law is behind it.
	 */
	default String clause() {
		return description().clause();
	}

	/** What it means. */
	default Text title() {
		return description().title();
	}

	/**
	 * What to do about it, where the code that raises it has nothing more specific to
	 * say.
	 */
	default Text advice() {
		return description().advice();
	}

	/** The stable code that clients switch on, such as {@code entry-invalid}. */
	default String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
