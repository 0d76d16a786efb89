package org.shuyuan.support.ledger;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the rows of the step tables with what the chain says was written: a step that
 * was changed, removed or put in past the platform shows.
 */
final class StepComparison {

	private final String schema;

	private final JdbcClient sql;

	StepComparison(String schema, JdbcTemplate sql) {
		this.schema = schema;
		this.sql = JdbcClient.create(sql);
	}

	/** The first row that is not as it was recorded. */
	Optional<String> difference() {
		return this.sql.sql("select name, key, omitted, condition from %s.step_table order by 1".formatted(this.schema))
			.query((row, number) -> new Table(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
			.list()
			.stream()
			.flatMap((table) -> difference(table).stream())
			.findFirst();
	}

	private Optional<String> difference(Table table) {
		List<String> differing = this.sql
			.sql("""
					select a.step from {schema}.audit a
					where a.step like :prefix and a.payload is not null
						and not exists (select from {schema}.{table} t
							where '{table}/' || t.{key}::text = a.step
								and {schema}.step_content(to_jsonb(t), string_to_array(:omitted, ','))
									@> (a.payload::jsonb -> 'row'))
					union all
					select '{table}/' || t.{key}::text from {schema}.{table} t
					where not exists (select from {schema}.audit a where a.step = '{table}/' || t.{key}::text)
						and not exists (select from {schema}.process_record r where r.step = '{table}/' || t.{key}::text)
						and t.{key} > (select before from {schema}.step_table where name = '{table}') and ({condition})
					limit 1
					"""
				.replace("{schema}", this.schema)
				.replace("{table}", table.name())
				.replace("{key}", table.key())
				.replace("{condition}", table.condition()))
			.param("prefix", table.name() + "/%")
			.param("omitted", table.omitted())
			.query(String.class)
			.list();
		return differing.stream().findFirst().map((step) -> "the step %s is not as it was recorded".formatted(step));
	}

	private record Table(String name, String key, String omitted, String condition) {
	}

}
