package org.shuyuan.support.caller;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.role.Role;

/**
 * The caller holds none of the roles asked for.
 */
public final class RoleMissing extends Problem {

	public RoleMissing(Role... anyOf) {
		super(CommonProblemType.ROLE_MISSING,
				Text.of("此操作需要下列角色之一：" + names(anyOf), "This needs one of the roles: " + names(anyOf)),
				Text.of("请由具备该角色的人员办理，或请管理员授予角色", "Ask someone who holds the role, or ask an administrator for it"));
		property("roles", Arrays.stream(anyOf).map(Role::code).toList());
	}

	private static String names(Role... roles) {
		return Arrays.stream(roles).map(Role::code).collect(Collectors.joining(", "));
	}

}
