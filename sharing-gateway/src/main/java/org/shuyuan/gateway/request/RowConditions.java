package org.shuyuan.gateway.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.gateway.query.Filter;
import org.shuyuan.gateway.query.QueryInvalid;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.stereotype.Component;

/**
 * Looks whether the row conditions of a request or grant can be applied to the data they
 * are for: a condition that no call could ever use makes a grant of nothing.
 */
@Component
class RowConditions {

	private final VersionsInForce versions;

	RowConditions(VersionsInForce versions) {
		this.versions = versions;
	}

	/**
	 * What is wrong with the conditions, by the items described and the table in force.
	 */
	List<Text> problems(List<String> rows, KnownEntry known, String distribution) {
		List<Column> described = known.entry()
			.items()
			.stream()
			.flatMap((item) -> Stream.of(item.columnName(), item.name().zh())
				.distinct()
				.map((name) -> new Column(name, ColumnType.ofCode(item.type().code()))))
			.toList();
		List<Column> stored = table(distribution);
		List<Text> problems = new ArrayList<>();
		for (String row : rows) {
			problem(row, described).or(() -> stored.isEmpty() ? Optional.empty() : problem(row, stored))
				.ifPresent(problems::add);
		}
		return problems;
	}

	private List<Column> table(String distribution) {
		try {
			return this.versions.findData(new DistributionId(distribution)).map(DataVersion::columns).orElse(List.of());
		}
		catch (IllegalArgumentException _) {
			return List.of();
		}
	}

	private static Optional<Text> problem(String row, List<Column> columns) {
		try {
			Filter.parse(row, columns).check(columns);
			return Optional.empty();
		}
		catch (QueryInvalid invalid) {
			return Optional.of(invalid.text());
		}
	}

}
