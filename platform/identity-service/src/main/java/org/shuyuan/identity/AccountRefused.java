package org.shuyuan.identity;

import org.shuyuan.vocab.RoleRule;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * An account that may not be made, and why.
 */
public class AccountRefused extends IdentityProblem {

	private AccountRefused(HttpStatus status, String code, Text title, Text detail, Text advice) {
		super(status, code, title, detail, advice);
	}

	static AccountRefused username() {
		return new AccountRefused(HttpStatus.UNPROCESSABLE_CONTENT, "username-invalid",
				Text.of("用户名格式不符", "User name of another form"),
				Text.of("用户名由小写字母、数字、点和连字符组成，以字母或数字开头，最长63个字符",
						"A user name is made of small letters, digits, dots and hyphens, begins with a letter or digit, and has at most 63 characters"),
				Text.of("请改用符合格式的用户名", "Choose another name"));
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
		return new AccountRefused(HttpStatus.UNPROCESSABLE_CONTENT, "role-personal",
				Text.of("系统账号不得担任的角色", "Role of persons only"),
				Text.of("市民、共享负责人、部门负责人、首席数据官、数据主管部门和管理员的角色须由人员担任，系统不得作出同意、审批、撤销、发布等决定",
						"Citizen, sharing head, department head, chief data officer, authority and administrator are persons: a system never consents, approves, revokes or publishes"),
				Text.of("请为人员建立账号；系统账号可任编目员、共享专员、审计员、运维员或开发者",
						"Make a person's account; a system may be steward, sharing officer, auditor, operator or developer"));
	}

	private static AccountRefused withAgency() {
		return new AccountRefused(HttpStatus.UNPROCESSABLE_CONTENT, "agency-surplus",
				Text.of("公众账号不属于部门", "The public belongs to no agency"),
				Text.of("市民和开发者的账号不代表任何部门", "A citizen's or developer's account acts for no agency"),
				Text.of("请去掉 agency；部门人员另建账号", "Leave agency out; somebody of an agency gets another account"));
	}

	private static AccountRefused withoutRole() {
		return new AccountRefused(HttpStatus.UNPROCESSABLE_CONTENT, "roles-missing", Text.of("缺少角色", "Roles missing"),
				Text.of("账号至少需要一个角色", "An account holds at least one role"),
				Text.of("请在 roles 中给出角色代码", "Name the role codes in roles"));
	}

	static AccountRefused unknownRole(String role) {
		return new AccountRefused(HttpStatus.UNPROCESSABLE_CONTENT, "role-unknown", Text.of("未知角色", "Unknown role"),
				Text.of("没有角色“%s”".formatted(role), "There is no role '%s'".formatted(role)),
				Text.of("角色代码见接口文档", "The role codes are in the API's description"));
	}

	static AccountRefused agency() {
		return new AccountRefused(HttpStatus.UNPROCESSABLE_CONTENT, "agency-invalid",
				Text.of("部门代码有误", "Agency code wrong"),
				Text.of("agency 不是有效的统一社会信用代码", "agency is not a valid unified social credit code"),
				Text.of("请核对18位代码及校验码", "Check the 18 characters, the last of which is a check character"));
	}

	private static AccountRefused service() {
		return new AccountRefused(HttpStatus.UNPROCESSABLE_CONTENT, "role-reserved", Text.of("保留的角色", "Role reserved"),
				Text.of("service 角色仅供平台自身的服务使用", "The role 'service' is held only by the platform's own services"),
				Text.of("请选用其他角色", "Choose another role"));
	}

	private static AccountRefused apart() {
		return new AccountRefused(HttpStatus.UNPROCESSABLE_CONTENT, "roles-apart",
				Text.of("角色不得兼任", "Roles kept apart"),
				Text.of("审计员、运维员、管理员只能各自单独任职；市民和开发者不得兼任部门角色",
						"Auditor, operator and administrator hold no other role; citizens and developers hold none of an agency's"),
				Text.of("请为每个角色分别建立账号", "Make an account for each of them"));
	}

	private static AccountRefused withoutAgency() {
		return new AccountRefused(HttpStatus.UNPROCESSABLE_CONTENT, "agency-missing",
				Text.of("缺少所属部门", "Agency missing"),
				Text.of("部门角色必须指明所代表的部门", "A role within an agency needs the agency"),
				Text.of("请在 agency 中给出统一社会信用代码", "Give the unified social credit code in agency"));
	}

	static AccountRefused noAuthority() {
		return new AccountRefused(HttpStatus.UNPROCESSABLE_CONTENT, "agency-not-authority",
				Text.of("不是数据主管部门", "Not the data authority"),
				Text.of("authority 角色只能由数据主管部门的人员担任，目录中该部门不是数据主管部门",
						"The role 'authority' is held within the data authority, which this agency is not in the catalogue"),
				Text.of("请先由数据主管部门登记该部门，类别为 data-authority",
						"Have the data authority register the agency with the kind data-authority"));
	}

	/** Another account has the name. */
	public static AccountRefused taken(String username) {
		return new AccountRefused(HttpStatus.CONFLICT, "username-taken", Text.of("用户名已被使用", "User name taken"),
				Text.of("已有名为“%s”的账号".formatted(username), "There is an account '%s' already".formatted(username)),
				Text.of("请改用其他名称", "Choose another name"));
	}

	static AccountRefused unknown() {
		return new AccountRefused(HttpStatus.NOT_FOUND, "account-not-found", Text.of("没有此账号", "No such account"),
				Text.of("没有这个名称的在用账号", "No account in use has this name"),
				Text.of("请核对名称", "Look at the lists of people and systems"));
	}

}
