package org.shuyuan.gateway.policy;

import java.util.Locale;

import org.shuyuan.vocab.Text;

/**
 * Why something is refused, the clause that rests on, and what to do about it.
 */
public enum RefusalReason {

	/** Openness: not open. */
	NOT_OPEN("GZ65", Text.of("该数据不予开放", "These data are not open to the public"),
			Text.of("政府部门可提出共享申请；公众可查看目录说明中的不开放依据",
					"Departments may request sharing; the entry states the legal basis of the refusal")),
	/** Openness: on application. */
	OPEN_ON_APPLICATION("GZ65", Text.of("该数据有条件开放，须申请", "These data open on application"),
			Text.of("请按目录所列条件实名申请并说明用途", "Apply under your real name, stating the use, as the entry's conditions say")),
	/** An item may not open. */
	ITEM_NOT_OPEN("GZ65",
			Text.of("所求内容含不予开放或不存在的数据项", "What was asked for holds items that may not open, or that are not there"),
			Text.of("可开放的列见 GET /distributions/{id}；请用 /rows 取得",
					"GET /distributions/{id} lists the columns that may open; get them by /rows")),
	/** The original holds something that no item describes. */
	FILE_HOLDS_MORE("GZ65", Text.of("原始文件中还有目录未描述的内容", "The original holds something that the entry does not describe"),
			Text.of("请用 /rows 取得数据；提供部门可只上传表格本身：一个工作表，不含批注、图片、文档属性等",
					"Take the rows instead; the provider may upload a file with the table alone: one sheet, without comments, pictures, properties and the like")),
	/** The grant limits rows, the original has all of them. */
	FILE_BEYOND_ROWS("D24", Text.of("授权限定了行范围，不能取得原始文件", "The grant covers some rows; the original has all of them"),
			Text.of("请用 /rows 取得授权范围内的行", "Use /rows for the rows that the grant covers")),
	/** The grant counts rows, the original does not. */
	FILE_BEYOND_QUOTA("D24",
			Text.of("授权限定了行数额度，不能取得原始文件", "The grant has a quota of rows; the original is not counted by rows"),
			Text.of("请用 /rows 在额度内取得数据", "Use /rows within the quota")),
	/** Important and core data never open. */
	GRADE_NOT_OPEN("GZ64", Text.of("重要数据和核心数据不予开放", "Important and core data never open"),
			Text.of("政府部门可依法提出共享申请", "Departments may request sharing under the law")),
	/** The negative list holds the content back. */
	CONTENT_STOPPED("GZ65", Text.of("数据内容命中负面清单，已停止提供", "The content is held back by the negative list"),
			Text.of("请等待提供部门更正数据或主管部门裁定", "Wait for the provider to correct the data or the authority to decide")),
	/** A grant is needed. */
	GRANT_REQUIRED("D20", Text.of("部门使用须持有授权", "A department needs a grant"),
			Text.of("请提出共享申请，获准后在 Shuyuan-Grant 请求头中写明授权编号",
					"Request sharing, then name the grant in the header Shuyuan-Grant")),
	/** The grant's time is over. */
	GRANT_EXPIRED("D27", Text.of("授权已到期或已结束", "The grant has expired or ended"),
			Text.of("仍需使用请重新申请；否则请确认数据已处置", "Request again if still needed; else confirm the disposal of the data")),
	/** The grant was revoked. */
	GRANT_REVOKED("D29", Text.of("授权已被撤销", "The grant was revoked"),
			Text.of("请查看撤销理由；有异议可提起争议处理", "See the reason given; a dispute may be raised")),
	/** The grant is held back. */
	GRANT_SUSPENDED("D29", Text.of("授权已暂停", "The grant is suspended"),
			Text.of("请按要求整改，由提供部门或主管部门恢复", "Put right what is named; the provider or the authority resumes it")),
	/** The grant is not the caller's, or for something else. */
	GRANT_FOREIGN("D24", Text.of("该授权不适用于此调用方或此数据", "The grant is not for this caller or these data"),
			Text.of("请使用本部门就该数据取得的授权", "Use a grant your agency holds for these data")),
	/** No purpose was named. */
	PURPOSE_MISSING("D24", Text.of("未写明使用用途", "No purpose was named"),
			Text.of("请在 Shuyuan-Purpose 请求头中写明授权用途", "Name the granted purpose in the header Shuyuan-Purpose")),
	/** The purpose is not the granted one. */
	PURPOSE_NOT_COVERED("D14-15", Text.of("用途不在授权或目录所列范围内", "The purpose is not one the grant and the entry name"),
			Text.of("请按授权用途使用；新的用途须另行申请", "Use the granted purpose; another purpose needs another request")),
	/** Items or rows beyond the grant. */
	ITEMS_NOT_COVERED("D24", Text.of("所求数据项或范围超出授权，或不存在", "What was asked for goes beyond the grant, or is not there"),
			Text.of("请只选择授权的数据项，或用 /rows 取得授权范围", "Select granted items only, or use /rows for what the grant covers")),
	/** The grant is for another form of delivery. */
	MODE_NOT_COVERED("D20", Text.of("共享方式不在授权范围内", "The grant does not cover this mode of sharing"), Text.of(
			"请按授权的共享方式使用（如核验授权只用于 /verification）；其他方式须另行申请",
			"Use the granted mode, /verification for a grant of verification; another mode needs another request")),
	/** Not a department, and not named. */
	AGENCY_KIND_NOT_COVERED("D14-15", Text.of("本机构不属于政府部门或具有公共事务职能的组织，目录也未将其列入共享范围",
			"The agency is neither a government department nor a body with public functions, and the entry's scope does not name it"),
			Text.of("可请提供部门在共享范围中列明本机构", "Ask the provider to name the agency in the entry's scope")),
	/** Too many claims that did not hold. */
	VERIFICATION_BUDGET_USED_UP("D24", Text.of("核验不符的次数已达当日上限", "Too many claims that did not hold for today"), Text.of(
			"请核对所提交的信息，按 Retry-After 于次日再试；确有需要请与提供部门联系",
			"Check what was claimed and try again after Retry-After, tomorrow; ask the provider if more is needed")),
	/** The grant's quota is used up. */
	QUOTA_USED_UP("D24", Text.of("授权额度已用尽", "The grant's quota is used up"),
			Text.of("请与提供部门协商增加额度", "Ask the provider for a larger quota")),
	/** Not shared, by law. */
	NOT_SHARED_BY_LAW("D14-15", Text.of("依法不予共享", "Not shared, by law"),
			Text.of("请查看目录所列法律、行政法规依据", "The entry cites the law or regulation it rests on")),
	/** The entry is not in force. */
	ENTRY_SUSPENDED("D17", Text.of("目录已暂停或不再生效", "The entry is suspended or no longer in force"),
			Text.of("请等待恢复，或查找替代目录", "Wait until it is resumed, or find what replaced it")),
	/** The entry lacks class, openness or grade. */
	NOT_CLASSIFIED("D14-15", Text.of("目录未完成分类分级", "The entry is not classified"),
			Text.of("请由提供部门补全共享属性、开放属性和分级", "The provider completes sharing class, openness and grade")),
	/** The caller's account or session ended in the middle of a delivery. */
	ACCOUNT_CHANGED("D29", Text.of("账号已停用、已退出登录或角色已变更", "The account was disabled, signed out or changed"),
			Text.of("请重新登录，或联系管理员", "Sign in again, or ask an administrator")),
	/** The catalogue has not answered for too long. */
	POLICY_STALE("D17", Text.of("目录状态不是最新，暂不提供数据", "The catalogue's state is not recent enough"),
			Text.of("请按 Retry-After 稍后重试", "Try again after Retry-After"));

	private final String clause;

	private final Text detail;

	private final Text advice;

	RefusalReason(String clause, Text detail, Text advice) {
		this.clause = clause;
		this.detail = detail;
		this.advice = advice;
	}

	/** The stable code that clients switch on: lower case, with hyphens. */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** What it rests on. */
	public String clause() {
		return this.clause;
	}

	/** What is wrong. */
	public Text detail() {
		return this.detail;
	}

	/** What to do. */
	public Text advice() {
		return this.advice;
	}

}
