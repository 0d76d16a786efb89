package org.shuyuan.catalogue.agency;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.Page;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;
import org.shuyuan.vocab.role.RoleRule;

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

	private static final String DATA_AUTHORITY = "data-authority";

	private final AssignmentStore assignments;

	private final Agencies agencies;

	AssignmentController(AssignmentStore assignments, Agencies agencies) {
		this.assignments = assignments;
		this.agencies = agencies;
	}

	@GetMapping
	Page<Assignment> list(@RequestParam(required = false) @Nullable AgencyId agency,
			@RequestParam(defaultValue = "") String after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit, Caller caller) {
		boolean all = caller.has(Role.AUTHORITY, Role.ADMINISTRATOR, Role.AUDITOR);
		AgencyId of = (agency != null || all) ? agency : caller.agency();
		if (!all && (of == null || !caller.actsFor(of))) {
			throw NotFound.agency();
		}
		List<Assignment> found = this.assignments.after(of, after, limit + 1);
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
		check(assignment);
		this.assignments.put(subject, assignment);
		return new Assignment(subject, assignment.name(), assignment.agency(), assignment.roles());
	}

	/** An empty set of roles means that the person has left. */
	private void check(Assignment assignment) {
		if (assignment.name() == null) {
			throw invalid(Text.of("须有姓名", "A name is needed"));
		}
		RoleRule.broken(assignment.roles(), true, assignment.agency() != null)
			.filter((broken) -> broken != RoleRule.NONE)
			.ifPresent((broken) -> {
				throw invalid(broken);
			});
		boolean authority = assignment.roles().contains(Role.AUTHORITY);
		if (authority && this.agencies.find(Objects.requireNonNull(assignment.agency()))
			.filter((agency) -> DATA_AUTHORITY.equals(agency.kind()))
			.isEmpty()) {
			throw invalid(Text.of("数据主管部门的角色只能由类别为 data-authority 的部门人员担任",
					"The authority's role is held within an agency of the kind data-authority"));
		}
	}

	private static Problem invalid(RoleRule broken) {
		return invalid(switch (broken) {
			case AGENCY_MISSING -> Text.of("部门角色须指明部门", "A role within an agency needs the agency");
			case AGENCY_SURPLUS -> Text.of("市民和开发者不代表部门", "A citizen or developer acts for no agency");
			case RESERVED ->
				Text.of("service 角色仅供平台自身的服务使用", "The role 'service' is held only by the platform's own services");
			default -> Text.of("审计员、运维员、管理员只能各自单独任职；市民和开发者不得兼任部门角色",
					"Auditor, operator and administrator hold no other role; citizens and developers hold none of an agency's");
		});
	}

	private static Problem invalid(Text why) {
		return new Problem(CatalogueProblemType.ASSIGNMENT_INVALID, why,
				Text.of("请把这些角色分配给不同的人，或更正部门", "Give these roles to different people, or correct the agency"));
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
