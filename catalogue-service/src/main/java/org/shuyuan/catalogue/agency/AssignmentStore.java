package org.shuyuan.catalogue.agency;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.agency.AssignmentController.Assignment;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who holds which roles where. */
@Repository
class AssignmentStore {

	private final JdbcClient sql;

	private final Clock clock;

	AssignmentStore(JdbcClient sql, Clock clock) {
		this.sql = sql;
		this.clock = clock;
	}

	/**
	 * Assignments, ordered by subject.
	 * @param of of that agency; absent for all
	 * @param after those with a later subject
	 */
	List<Assignment> after(@Nullable AgencyId of, String after, int limit) {
		return this.sql.sql("""
				select subject, name, agency, roles from catalogue.assignment
				where subject > :after and (:agency::text is null or agency = :agency)
				order by subject limit :limit
				""")
			.param("after", after)
			.param("agency", (of != null) ? of.value() : null)
			.param("limit", limit)
			.query((row, number) -> {
				String agency = row.getString("agency");
				return new Assignment(row.getString("subject"), row.getString("name"),
						(agency != null) ? new AgencyId(agency) : null,
						Stream.of((String[]) row.getArray("roles").getArray())
							.map(Role::ofCode)
							.collect(Collectors.toUnmodifiableSet()));
			})
			.list();
	}

	/**
	 * Makes an assignment, or replaces the subject's.; who did is recorded with its
	 * transaction.
	 */
	@Transactional
	public void put(String subject, Assignment assignment) {
		this.sql.sql("""
				insert into catalogue.assignment (subject, name, agency, roles, changed)
				values (:subject, :name, :agency, :roles, :now)
				on conflict (subject) do update
				set name = excluded.name, agency = excluded.agency, roles = excluded.roles, changed = excluded.changed
				""")
			.param("subject", subject)
			.param("name", assignment.name())
			.param("agency", (assignment.agency() != null) ? assignment.agency().value() : null)
			.param("roles", assignment.roles().stream().map(Role::code).sorted().toArray(String[]::new))
			.param("now", Timestamp.from(this.clock.instant()))
			.update();
	}

}
