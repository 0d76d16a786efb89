package org.shuyuan.catalogue.agency;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.edge.problem.NotFound;
import org.shuyuan.edge.problem.Problem;
import org.shuyuan.edge.web.Page;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Role;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/catalogue/assignments")
@Tag(name = "assignments")
class AssignmentController {

	private static final Set<Role> APART = Set.of(Role.AUDITOR, Role.OPERATOR, Role.ADMINISTRATOR);

	private final JdbcClient sql;

	private final Agencies agencies;

	private final Clock clock;

	AssignmentController(JdbcClient sql, Agencies agencies, Clock clock) {
		this.sql = sql;
		this.agencies = agencies;
		this.clock = clock;
	}

	@GetMapping
	Page<Assignment> list(@RequestParam(required = false) @Nullable AgencyId agency,
			@RequestParam(defaultValue = "") String after, @RequestParam(defaultValue = "50") int limit,
			Caller caller) {
		boolean all = caller.has(Role.AUTHORITY, Role.ADMINISTRATOR, Role.AUDITOR);
		AgencyId of = (agency != null || all) ? agency : caller.agency();
		if (!all && (of == null || !caller.actsFor(of))) {
			throw NotFound.agency();
		}
		List<Assignment> found = this.sql.sql("""
				select subject, name, agency, roles from catalogue.assignment
				where subject > :after and (:agency::text is null or agency = :agency)
				order by subject limit :limit
				""")
			.param("after", after)
			.param("agency", (of != null) ? of.value() : null)
			.param("limit", Page.limit(limit) + 1)
			.query((row, number) -> {
				String of1 = row.getString("agency");
				return new Assignment(row.getString("subject"), row.getString("name"),
						(of1 != null) ? new AgencyId(of1) : null,
						Stream.of((String[]) row.getArray("roles").getArray())
							.map(Role::ofCode)
							.collect(Collectors.toUnmodifiableSet()));
			})
			.list();
		return Page.of(found, limit, (assignment) -> String.valueOf(assignment.subject()));
	}

	@PutMapping("/{subject}")
	Assignment put(@PathVariable String subject, @RequestBody Assignment assignment, Caller caller) {
		caller.require(Role.AUTHORITY, Role.ADMINISTRATOR);
		if (assignment.agency() != null && !this.agencies.exists(assignment.agency())) {
			throw NotFound.agency();
		}
		if (assignment.name() != null) {
			AgencyRules.checkText("name", assignment.name(), 200);
		}
		AgencyRules.checkText("subject", subject, 200);
		if (assignment.roles().stream().filter(APART::contains).count() > 1 || assignment.name() == null) {
			throw new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "assignment-invalid",
					Text.of("任职无效", "Invalid assignment"),
					Text.of("须有姓名；审计、运维、系统管理三种角色不得集于一人",
							"A name is needed; auditor, operator and administrator never meet in one person"),
					Text.of("请把这些角色分配给不同的人", "Give these roles to different people"));
		}
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
		return new Assignment(subject, assignment.name(), assignment.agency(), assignment.roles());
	}

	/**
	 * Who holds which roles where.
	 *
	 * @param subject the person or system
	 * @param name what they are called
	 * @param agency where they act
	 * @param roles what they may do there
	 */
	record Assignment(@Nullable String subject, String name, @Nullable AgencyId agency, Set<Role> roles) {

		Assignment {
			roles = (roles == null) ? Set.of() : Set.copyOf(roles);
		}

	}

}
