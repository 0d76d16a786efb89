package org.shuyuan.gateway.policy;

import java.util.Locale;

import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;

/**
 * Why something is refused, and what to do about it over HTTP. What is wrong and the
 * clause that the refusal rests on stand in the code list {@code refusals}.
 */
public enum RefusalReason {

	/** Openness: not open. */
	NOT_OPEN("政府部门可提出共享申请；公众可查看目录说明中的不开放依据",
			"Departments may request sharing; the entry says what the refusal rests on"),
	/** Openness: on application. */
	OPEN_ON_APPLICATION("请按目录所列条件实名申请并说明用途",
			"Apply under your real name, stating the use, as the entry's conditions say"),
	/** An item may not open. */
	ITEM_NOT_OPEN("可开放的列见 GET /distributions/{id}；请用 /rows 取得",
			"GET /distributions/{id} lists the columns that may open; get them by /rows"),
	/** The original holds something that no item describes. */
	FILE_HOLDS_MORE("请用 /rows 取得数据；提供部门可只上传表格本身：一个工作表，不含批注、图片、文档属性等",
			"Take the rows instead; the provider may upload a file with the table alone: one sheet, without comments, pictures, properties and the like"),
	/** The grant limits rows, the original has all of them. */
	FILE_BEYOND_ROWS("请用 /rows 取得授权范围内的行", "Use /rows for the rows that the grant covers"),
	/** The grant counts rows, the original does not. */
	FILE_BEYOND_QUOTA("请用 /rows 在额度内取得数据", "Use /rows within the quota"),
	/** Important and core data never open. */
	GRADE_NOT_OPEN("政府部门可依法提出共享申请", "Departments may request sharing under the law"),
	/** The negative list holds the content back. */
	CONTENT_STOPPED("请等待提供部门更正数据或主管部门裁定", "Wait for the provider to mend the data or the authority to decide"),
	/** A grant is needed. */
	GRANT_REQUIRED("请提出共享申请，获准后在 Shuyuan-Grant 请求头中写明授权编号",
			"Request sharing, then name the grant in the header Shuyuan-Grant"),
	/** The grant's time is over. */
	GRANT_EXPIRED("仍需使用请重新申请；否则请确认数据已处置", "Request again if still needed; else confirm the disposal of the data"),
	/** The grant was taken back. */
	GRANT_REVOKED("请查看撤销理由；有异议可提起争议处理", "See the reason given; a dispute may be raised"),
	/** The grant is held back. */
	GRANT_SUSPENDED("请按要求整改，由提供部门或主管部门恢复", "Put right what is named; the provider or the authority resumes it"),
	/** The grant is not the caller's, or for something else. */
	GRANT_FOREIGN("请使用本部门就该数据取得的授权", "Use a grant your agency holds for these data"),
	/** No purpose was named. */
	PURPOSE_MISSING("请在 Shuyuan-Purpose 请求头中写明授权用途", "Name the granted purpose in the header Shuyuan-Purpose"),
	/** The purpose is not the granted one. */
	PURPOSE_NOT_COVERED("请按授权用途使用；新的用途须另行申请", "Use the granted purpose; another purpose needs another request"),
	/** Items or rows beyond the grant. */
	ITEMS_NOT_COVERED("请只选择授权的数据项，或用 /rows 取得授权范围",
			"Select granted items only, or use /rows for what the grant covers"),
	/** The grant is for another form of delivery. */
	MODE_NOT_COVERED("请按授权的共享方式使用（如核验授权只用于 /verification）；其他方式须另行申请",
			"Use the granted mode, /verification for a grant of verification; another mode needs another request"),
	/** Not a department, and not named. */
	AGENCY_KIND_NOT_COVERED("可请提供部门在共享范围中列明本机构", "Ask the provider to name the agency in the entry's scope"),
	/** Too many claims that did not hold. */
	VERIFICATION_BUDGET_USED_UP("请核对所提交的信息，按 Retry-After 于次日再试；确有需要请与提供部门联系",
			"Check what was claimed and try again after Retry-After, tomorrow; turn to the provider if more is needed"),
	/** The grant's quota is used up. */
	QUOTA_USED_UP("请与提供部门协商增加额度", "Ask the provider for a larger quota"),
	/** Not shared, by law. */
	NOT_SHARED_BY_LAW("请查看目录所列法律、行政法规依据", "The entry cites the law or regulation it rests on"),
	/** The entry is not in force. */
	ENTRY_SUSPENDED("请等待恢复，或查找替代目录", "Wait until it is resumed, or look for what replaced it"),
	/** The entry lacks class, openness or grade. */
	NOT_CLASSIFIED("请由提供部门补全共享属性、开放属性和分级", "The provider completes sharing class, openness and grade"),
	/** The caller's account or session ended in the middle of a delivery. */
	ACCOUNT_CHANGED("请重新登录，或联系管理员", "Sign in again, or ask an administrator"),
	/** The catalogue has been silent too long. */
	POLICY_STALE("请按 Retry-After 稍后重试", "Try again after Retry-After");

	private static final String LIST = "refusals";

	private final Text advice;

	RefusalReason(String adviceZh, String advice) {
		this.advice = Text.of(adviceZh, advice);
	}

	/** The stable code that clients switch on: lower case, with hyphens. */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/** The clause that it rests on; empty where no law is behind it. */
	public String clause() {
		return concept().property("clause").orElse("");
	}

	/** What is wrong. */
	public Text detail() {
		return concept().label();
	}

	/** What to do. */
	public Text advice() {
		return this.advice;
	}

	private CodeList.Concept concept() {
		return CodeList.of(LIST)
			.find(code())
			.orElseThrow(() -> new IllegalStateException("The code list %s lacks %s".formatted(LIST, code())));
	}

}
