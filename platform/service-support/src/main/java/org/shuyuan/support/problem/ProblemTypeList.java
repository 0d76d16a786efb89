package org.shuyuan.support.problem;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

/**
 * The types of problems that a service answers with.
 *
 * @param items each of them, in the order of their codes
 */
public record ProblemTypeList(List<Item> items) {

	/** Those of a service, and those that all services have in common. */
	public static ProblemTypeList of(Stream<? extends ProblemType> own) {
		return new ProblemTypeList(Stream.concat(own, Stream.of(CommonProblemType.values()))
			.map(Item::of)
			.sorted(Comparator.comparing(Item::code))
			.toList());
	}

	/**
	 * One type.
	 *
	 * @param code the last part of its address, {@code /problems/<code>}
	 * @param status HTTP status
	 * @param clause what it rests on, where law is behind it
	 * @param title what it means
	 * @param advice what to do about it
	 */
	public record Item(String code, int status, @Nullable String clause, Text title, Text advice) {

		private static Item of(ProblemType type) {
			return new Item(type.code(), type.status().value(), type.clause().isEmpty() ? null : type.clause(),
					type.title(), type.advice());
		}

	}

}
