package org.shuyuan.identity.problem;

import org.shuyuan.support.problem.ProblemDescription;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * Types of problems that the identity service answers with.
 */
public enum IdentityProblemType implements ProblemType {

	ACCOUNT_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("没有此账号", "No such account"),
			Text.of("请核对用户名", "Look at the list of people")),
	AGENCY_NOT_AUTHORITY(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("不是数据主管部门", "Not the data authority"),
			Text.of("请先由数据主管部门登记该部门，类别为 data-authority",
					"Have the data authority register the agency with the kind data-authority")),
	AGENCY_SURPLUS(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("公众账号不属于部门", "The public belongs to no agency"),
			Text.of("请去掉 agency；部门人员另建账号", "Leave agency out; a member of an agency gets another account")),
	BODY_INVALID(HttpStatus.BAD_REQUEST, "", Text.of("请求内容有误", "Body not understood"),
			Text.of("格式见接口文档", "Its form is in the API's description")),
	CATALOGUE_SILENT(HttpStatus.SERVICE_UNAVAILABLE, "", Text.of("目录服务无应答", "The catalogue is silent"),
			Text.of("请按 Retry-After 稍后重试", "Try again after Retry-After")),
	IDENTITY_REFUSED(HttpStatus.BAD_GATEWAY, "", Text.of("身份服务拒绝了操作", "The authorization server refused"),
			Text.of("请运维人员查看身份服务的日志与域设置", "Ask an operator to look at its log and at the realm's settings")),
	ROLE_PERSONAL(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("系统账号不得担任的角色", "Role of persons only"), Text.of(
			"请为人员建立账号；系统账号可任编目员、共享专员、审计员、运维员或开发者",
			"Make a person's account; a system may be steward, sharing officer, auditor, operator or developer")),
	ROLE_RESERVED(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("保留的角色", "Role reserved"),
			Text.of("请选用其他角色", "Choose another role")),
	ROLE_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("未知角色", "Unknown role"),
			Text.of("角色代码见接口文档", "The role codes are in the API's description")),
	ROLES_APART(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("角色不得兼任", "Incompatible roles"),
			Text.of("请为每个角色分别建立账号", "Make an account for each of them")),
	ROLES_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("缺少角色", "Roles missing"),
			Text.of("请在 roles 中给出角色代码", "Name the role codes in roles")),
	USERNAME_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("用户名格式不符", "User name of another form"),
			Text.of("请改用符合格式的用户名", "Choose another name")),
	USERNAME_TAKEN(HttpStatus.CONFLICT, "", Text.of("用户名已被使用", "User name taken"),
			Text.of("请改用其他名称", "Choose another name"));

	private final ProblemDescription description;

	IdentityProblemType(HttpStatus status, String clause, Text title, Text advice) {
		this.description = new ProblemDescription(status, clause, title, advice);
	}

	@Override
	public ProblemDescription description() {
		return this.description;
	}

}
