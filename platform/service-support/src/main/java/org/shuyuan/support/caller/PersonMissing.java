package org.shuyuan.support.caller;

import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

/**
 * A system calls where only a person decides.
 */
public final class PersonMissing extends Problem {

	public PersonMissing() {
		super(CommonProblemType.PERSON_MISSING, Text.of("此操作是一项决定，只能由登录的人员作出，系统账号不能办理",
				"This is a decision, which only a signed-in person can take; a system cannot"));
	}

}
