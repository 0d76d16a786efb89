package org.shuyuan.portal.developers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

/**
 * A type of problem (RFC 9457) that the portal or a service answers with.
 *
 * @param code its code, the last part of its type
 * @param status the HTTP status it comes with
 * @param clause the clause it rests on, empty where no law is behind it
 * @param title what it means
 * @param advice what to do about it
 */
record KnownProblem(String code, int status, String clause, Text title, Text advice) {

	KnownProblem(String code, int status, @Nullable String clause, Text title, Text advice) {
		this.code = code;
		this.status = status;
		this.clause = (clause != null) ? clause : "";
		this.title = title;
		this.advice = advice;
	}

	/** Those of the portal itself by their codes; services publish their own. */
	static Map<String, KnownProblem> ofPortal() {
		try (InputStream in = KnownProblem.class.getResourceAsStream("problems.tsv")) {
			Map<String, KnownProblem> all = new TreeMap<>();
			new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.split("\t"))
				.forEach((told) -> all.put(told[0], new KnownProblem(told[0], Integer.parseInt(told[1]), told[2],
						Text.of(told[3], told[4]), Text.of(told[5], told[6]))));
			return all;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
