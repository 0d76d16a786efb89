package org.shuyuan.gateway.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.access.Demand;
import org.shuyuan.gateway.access.Entitlement;
import org.shuyuan.gateway.columns.ColumnProfile;
import org.shuyuan.gateway.delivery.RowProblems;
import org.shuyuan.gateway.query.Filter;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.row.RowOperator;
import tools.jackson.databind.JsonNode;

/**
 * Claims to verify 核验.
 *
 * @param grant the grant, unless a header names it
 * @param claims what is claimed
 */
record VerificationClaims(@Nullable String grant, List<Claim> claims) {

	private static final int MOST = 100;

	/**
	 * Rows that share a value on average, so that the value still identifies a person.
	 */
	private static final int FEW = 5;

	VerificationClaims {
		claims = (claims == null) ? List.of() : List.copyOf(claims);
	}

	/** Whether there are claims, not too many, and each is one. */
	boolean complete() {
		return !this.claims.isEmpty() && this.claims.size() <= MOST && this.claims.stream().allMatch(Claim::complete);
	}

	/**
	 * A claim: the record that matches has this value.
	 */
	record Claim(Map<String, JsonNode> match, @Nullable String item, @Nullable JsonNode value) {

		Claim {
			match = (match == null) ? Map.of() : Map.copyOf(match);
		}

		private boolean complete() {
			return !this.match.isEmpty() && this.item != null && (this.value == null || this.value.isValueNode())
					&& this.match.values().stream().allMatch(JsonNode::isValueNode);
		}

	}

	/**
	 * A claim as a question for one row.
	 *
	 * @param query the question
	 * @param matched digests of what it matches by
	 */
	record Question(TableQuery query, List<String> matched) {
	}

	/** Read against the columns that may be had. */
	List<Question> questions(Entitlement entitlement) {
		RowProblems.rows(entitlement);
		List<Question> questions = new ArrayList<>();
		for (Claim claim : this.claims) {
			List<Filter> conditions = new ArrayList<>();
			claim.match().forEach((item, value) -> conditions.add(equal(item, value, entitlement)));
			Filter claimed = equal(String.valueOf(claim.item()), claim.value(), entitlement);
			if (conditions.stream().anyMatch((condition) -> condition.column().equals(claimed.column()))) {
				throw RowProblems.parameter("claims", "item ∉ match");
			}
			List<Filter> all = new ArrayList<>(conditions);
			all.add(claimed);
			TableQuery question = new TableQuery(RowProblems.table(entitlement), entitlement.data().columns(),
					List.of(), all, List.of(), null, 0);
			question.check();
			questions.add(new Question(question, matched(conditions, claimed, entitlement)));
		}
		return questions;
	}

	/** The columns that questions touch. */
	static Set<String> columns(List<Question> questions) {
		Set<String> columns = new HashSet<>();
		questions.forEach((each) -> columns.addAll(each.query().touched()));
		return columns;
	}

	private static Filter equal(String item, @Nullable JsonNode value, Entitlement entitlement) {
		for (Map.Entry<String, ItemId> column : entitlement.columns().entrySet()) {
			if (column.getKey().equals(item) || column.getValue().value().equals(item)) {
				return (value == null || value.isNull()) ? new Filter(column.getKey(), RowOperator.NULL, List.of())
						: new Filter(column.getKey(), RowOperator.EQ, List.of(value.asString()));
			}
		}
		throw new Demand.Beyond(List.of(item));
	}

	/**
	 * What failures count against: all that is matched by, each value of it that alone
	 * identifies a person, lest others around it are guessed, and the value claimed where
	 * its column is a key, lest guesses are matched by it.
	 */
	private static List<String> matched(List<Filter> conditions, Filter claimed, Entitlement entitlement) {
		Set<String> all = new TreeSet<>();
		List<String> matched = new ArrayList<>();
		for (Filter condition : conditions) {
			String value = said(condition, entitlement);
			all.add(value);
			if (rowsPerValue(condition, entitlement) <= FEW) {
				matched.add(digest(value));
			}
		}
		if (rowsPerValue(claimed, entitlement) <= 1.05) {
			matched.add(digest(said(claimed, entitlement)));
		}
		matched.add(digest(String.join("\n", all)));
		return matched.stream().distinct().toList();
	}

	private static String said(Filter condition, Entitlement entitlement) {
		return condition.canonical(entitlement.data().columns());
	}

	private static double rowsPerValue(Filter condition, Entitlement entitlement) {
		Optional<ColumnProfile> profile = entitlement.data().find(condition.column());
		long rows = RowProblems.rows(entitlement);
		return profile.map((each) -> (rows - each.nulls()) / (double) Math.max(1, each.distinct())).orElse(1.0);
	}

	private static String digest(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

}
