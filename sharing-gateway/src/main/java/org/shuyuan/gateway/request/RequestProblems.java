package org.shuyuan.gateway.request;

import java.time.LocalDate;
import java.util.List;

import org.shuyuan.support.problem.Problem;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.Violation;

import org.springframework.http.HttpStatus;

/** Why a step is refused. */
final class RequestProblems {

	private RequestProblems() {
	}

	static Problem incomplete(List<Violation> missing) {
		return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "request-incomplete",
				Text.of("申请内容不完整", "The request is incomplete"),
				Text.of("缺少或有误的内容共 " + missing.size() + " 处", missing.size() + " things are missing or wrong"),
				Text.of("请按列出的各项一次补全", "Supply everything that is listed"))
			.clause("D20")
			.violations(missing);
	}

	static Violation missing(String path, String zh, String en) {
		return new Violation(path + "-missing", Violation.Severity.INVALID, path,
				Text.of("缺少" + zh, "The " + en + " is missing"), Text.of("请填写" + zh, "State the " + en), "D20");
	}

	static Violation invalid(String path, String zh, String en) {
		return new Violation(path + "-invalid", Violation.Severity.INVALID, path, Text.of(zh, en),
				Text.of("请更正后重试", "Mend it and try again"), "D20");
	}

	static Problem reason(RefusalReason refusalReason) {
		return new Problem(HttpStatus.FORBIDDEN, refusalReason.code(), refusalReason.detail(), refusalReason.detail(),
				refusalReason.advice())
			.clause(refusalReason.clause())
			.property("reason", refusalReason.code());
	}

	static Problem outOfScope() {
		return new Problem(HttpStatus.FORBIDDEN, "scope-not-covered", Text.of("不在共享范围内", "Outside the sharing scope"),
				Text.of("目录所列共享范围不包括本部门", "The entry's scope does not name your agency"),
				Text.of("可与提供部门协商调整目录，或向主管部门提出", "Ask the provider to widen the entry, or turn to the authority"))
			.clause("D14-15");
	}

	static Problem ownData() {
		return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "request-own-data", Text.of("本部门自己的数据", "Your own data"),
				Text.of("该目录由本部门提供，不需要申请共享", "Your agency provides this entry; there is nothing to ask for"),
				Text.of("请直接使用本部门的数据", "Use your agency's own data"))
			.clause("D20");
	}

	static Problem statementAwaited(LocalDate due) {
		return new Problem(HttpStatus.CONFLICT, "statement-awaited",
				Text.of("须先听取另一方意见", "The other side is heard first"),
				Text.of("另一方尚未陈述意见，其期限至 " + due + " 届满",
						"The other side has not stated its view, and may until " + due),
				Text.of("请待另一方陈述或期限届满后裁定", "Decide once it has, or its term is over"))
			.clause("D28")
			.property("due", due);
	}

	static Problem illegal(String step, String state, List<String> possible) {
		return new Problem(HttpStatus.CONFLICT, "transition-impossible",
				Text.of("当前状态不能执行此操作", "Not possible from here"),
				Text.of("状态 " + state + " 不能执行 " + step, "From the state " + state + " there is no " + step),
				possible.isEmpty() ? Text.of("已没有可执行的操作", "Nothing can be done any more")
						: Text.of("可执行：" + String.join("、", possible), "Possible: " + String.join(", ", possible)))
			.property("state", state)
			.property("possible", possible);
	}

	static Problem samePerson() {
		return new Problem(HttpStatus.CONFLICT, "second-person-needed", Text.of("须由另一人办理", "A second person is needed"),
				Text.of("同一方的两道审核不能由同一人完成", "The two approvals on one side are not given by one person"),
				Text.of("请由本部门另一名具备角色的人员办理", "Let another person of your agency do this"))
			.clause("D20");
	}

	static Problem undertakingMissing() {
		return new Problem(HttpStatus.CONFLICT, "undertaking-missing",
				Text.of("没有有效的数据安全使用承诺", "No valid data-security undertaking"),
				Text.of("本部门尚未签署现行的数据安全使用承诺，或承诺已到期，申请不能发出",
						"Your agency has not signed the undertaking in force, or its term is over, so no request leaves"),
				Text.of("请共享工作机构负责人先在“安全承诺”中签署现行文本",
						"The sharing head first signs the text in force, under Undertaking"))
			.clause("D24");
	}

	static Problem undertakingOutdated(int version) {
		return new Problem(HttpStatus.CONFLICT, "undertaking-outdated",
				Text.of("承诺文本已更新", "The undertaking has changed"),
				Text.of("只能签署现行的承诺文本，即第 " + version + " 版", "Only the text in force is signed, version " + version),
				Text.of("请重新阅读现行文本后签署", "Read the text in force, then sign it"))
			.clause("D24")
			.property("version", version);
	}

	static Problem filingMissing() {
		return new Problem(HttpStatus.CONFLICT, "filing-missing", Text.of("尚未协商并备案", "Not negotiated and filed"),
				Text.of("提供部门不得擅自停止正在使用的数据共享服务", "A provider does not stop a service in use alone"),
				Text.of("请与使用部门协商，写明协商结果，向主管部门备案；属违规使用的，先暂停并限期整改",
						"Negotiate with the user and state the outcome, which is filed with the authority; "
								+ "where data are misused, suspend first and set a term"))
			.clause("D29");
	}

	static Problem disputeOpen() {
		return new Problem(HttpStatus.CONFLICT, "dispute-open", Text.of("争议正在处理", "A dispute is open"),
				Text.of("该申请已有一项争议尚未裁定", "A dispute about this request has not been decided yet"),
				Text.of("请等待主管部门裁定", "Wait for the authority's decision"))
			.clause("D28");
	}

	static Problem once(String code, String zh, String en) {
		return new Problem(HttpStatus.CONFLICT, code, Text.of(zh, en), Text.of(zh, en),
				Text.of("请继续办理后续步骤", "Go on with the next step"))
			.clause("D21");
	}

	static Problem fieldMissing(String path, String zh, String en) {
		return incomplete(List.of(missing(path, zh, en)));
	}

}
