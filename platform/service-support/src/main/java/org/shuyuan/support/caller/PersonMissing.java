package org.shuyuan.support.caller;

import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * A system calls where only a person decides.
 */
public final class PersonMissing extends Problem {

	public PersonMissing() {
		super(HttpStatus.FORBIDDEN, "person-missing", Text.of("须由人员本人办理", "A person is needed"),
				Text.of("此操作是一项决定，只能由登录的人员作出，系统账号不能办理",
						"This is a decision, which only somebody who has signed in can take; a system cannot"),
				Text.of("请由具备该角色的人员登录后办理", "Have somebody who holds the role sign in and do it"));
	}

}
