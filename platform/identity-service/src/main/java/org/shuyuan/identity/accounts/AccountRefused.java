package org.shuyuan.identity.accounts;

import org.shuyuan.identity.problem.IdentityProblem;
import org.shuyuan.identity.problem.IdentityProblemType;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.role.RoleRule;

/**
 * An account that may not be made, and why.
 */
public class AccountRefused extends IdentityProblem {

	private AccountRefused(ProblemType type, Text detail) {
		this(type, detail, type.advice());
	}

	private AccountRefused(ProblemType type, Text detail, Text advice) {
		super(type, detail, advice);
	}

	static AccountRefused username() {
		return new AccountRefused(IdentityProblemType.USERNAME_INVALID, Text.of("用户名由小写字母、数字、点和连字符组成，以字母或数字开头，最长63个字符",
				"A user name is made of small letters, digits, dots and hyphens, begins with a letter or digit, and has at most 63 characters"));
	}

	static AccountRefused of(RoleRule broken) {
		return switch (broken) {
			case NONE -> withoutRole();
			case RESERVED -> service();
			case PERSONS_ONLY -> personal();
			case APART -> apart();
			case AGENCY_MISSING -> withoutAgency();
			case AGENCY_SURPLUS -> withAgency();
		};
	}

	private static AccountRefused personal() {
		return new AccountRefused(IdentityProblemType.ROLE_PERSONAL, Text.of(
				"市民、共享负责人、部门负责人、首席数据官、数据主管部门和管理员的角色须由人员担任，系统不得作出同意、审批、撤销、发布等决定",
				"Citizen, sharing head, department head, chief data officer, authority and administrator are persons: a system never consents, approves, revokes or publishes"));
	}

	private static AccountRefused withAgency() {
		return new AccountRefused(IdentityProblemType.AGENCY_SURPLUS,
				Text.of("市民和开发者的账号不代表任何部门", "A citizen's or developer's account acts for no agency"));
	}

	private static AccountRefused withoutRole() {
		return new AccountRefused(IdentityProblemType.ROLES_MISSING,
				Text.of("账号至少需要一个角色", "An account holds at least one role"));
	}

	static AccountRefused unknownRole(String role) {
		return new AccountRefused(IdentityProblemType.ROLE_UNKNOWN,
				Text.of("没有角色“%s”".formatted(role), "There is no role '%s'".formatted(role)));
	}

	static AccountRefused agency() {
		return new AccountRefused(CommonProblemType.AGENCY_INVALID,
				Text.of("agency 不是有效的统一社会信用代码", "agency is not a valid unified social credit code"),
				Text.of("请核对18位代码及校验码", "Check the 18 characters, the last of which is a check character"));
	}

	private static AccountRefused service() {
		return new AccountRefused(IdentityProblemType.ROLE_RESERVED,
				Text.of("service 角色仅供平台自身的服务使用", "The role 'service' is held only by the platform's own services"));
	}

	private static AccountRefused apart() {
		return new AccountRefused(IdentityProblemType.ROLES_APART, Text.of("审计员、运维员、管理员只能各自单独任职；市民和开发者不得兼任部门角色",
				"Auditor, operator and administrator hold no other role; citizens and developers hold none of an agency's"));
	}

	private static AccountRefused withoutAgency() {
		return new AccountRefused(CommonProblemType.AGENCY_MISSING,
				Text.of("部门角色必须指明所代表的部门", "A role within an agency needs the agency"));
	}

	static AccountRefused noAuthority() {
		return new AccountRefused(IdentityProblemType.AGENCY_NOT_AUTHORITY, Text.of(
				"authority 角色只能由数据主管部门的人员担任，目录中该部门不是数据主管部门",
				"The role 'authority' is held within the data authority, which this agency is not in the catalogue"));
	}

	/** Another account has the name. */
	public static AccountRefused taken(String username) {
		return new AccountRefused(IdentityProblemType.USERNAME_TAKEN,
				Text.of("已有名为“%s”的账号".formatted(username), "There is an account '%s' already".formatted(username)));
	}

	static AccountRefused unknown() {
		return new AccountRefused(IdentityProblemType.ACCOUNT_NOT_FOUND,
				Text.of("没有这个名称的在用账号", "No account in use has this name"),
				Text.of("请核对名称", "Check the lists of people and systems"));
	}

}
