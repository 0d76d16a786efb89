package org.shuyuan.vocab.process;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What people do with entries, requests, grants, disputes, conflicts, applications, hits
 * and versions. A service names in {@code actions} those that the caller may take now.
 */
public enum ProcessAction {

	/** Change what is said. */
	EDIT,
	/** Entry: record an assessment 评估. */
	ASSESS,
	/** Entry: consent 同意 as the department's head. */
	CONSENT,
	/** Entry: hand over to the authority 提交审核. */
	SUBMIT,
	/** Entry: publish 发布. */
	PUBLISH,
	/** Entry: give back 退回. */
	RETURN,
	/** Entry or grant: suspend 暂停. */
	SUSPEND,
	/** Entry or grant: resume 恢复. */
	RESUME,
	/** Entry: retire 撤销. */
	RETIRE,
	/** Request: agree as the requester's sharing head 同意报出. */
	AGREE,
	/** Request: decline as the requester's sharing head 不同意报出. */
	DECLINE,
	/** Request: ask the requester to complete it 要求补正. */
	ASK_COMPLETION,
	/** Request: complete it 补正. */
	COMPLETE,
	/** Request: review as the provider's officer 审核. */
	REVIEW,
	/** Request: approve as the provider's head 批准. */
	APPROVE,
	/** Request or application: refuse 不予提供. */
	REFUSE,
	/** Request: grant by the authority's order 责令提供. */
	ORDER,
	/** Request: ask for an extension of the reply 申请延期. */
	EXTEND,
	/** Request: consent to the extension 同意延期. */
	CONSENT_EXTENSION,
	/** Request: refuse the extension 不同意延期. */
	REFUSE_EXTENSION,
	/** Request, dispute or application: withdraw 撤回. */
	WITHDRAW,
	/** Request or grant: raise a dispute 提出争议. */
	DISPUTE,
	/** Grant: revoke for good 终止. */
	REVOKE,
	/** Grant: confirm the disposal of the data 确认处置. */
	DISPOSAL,
	/** Dispute or conflict: state a side's view 陈述意见. */
	STATEMENT,
	/** Dispute, conflict or hit: decide 裁定. */
	DECISION,
	/** Application: accept 同意. */
	ACCEPT,
	/** Version: confirm one that waits 确认. */
	CONFIRM,
	/** Version: put one aside that waits 不采用. */
	REJECT,
	/** Version: put an earlier one in force again 恢复此版本. */
	RESTORE;

	/** The code used in JSON: lower case, with hyphens. */
	@JsonValue
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The constant with the given code.
	 * @throws IllegalArgumentException if there is none
	 */
	@JsonCreator
	public static ProcessAction ofCode(String code) {
		return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
