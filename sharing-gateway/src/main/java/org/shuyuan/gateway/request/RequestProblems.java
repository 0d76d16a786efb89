package org.shuyuan.gateway.request;

import java.time.LocalDate;
import java.util.List;

import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.problem.RefusalProblemType;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.rdf.Violation;

/** Why a step is refused. */
public final class RequestProblems {

	private RequestProblems() {
	}

	public static Problem incomplete(List<Violation> missing) {
		return new Problem(GatewayProblemType.REQUEST_INCOMPLETE,
				Text.of("缺少或有误的内容共 " + missing.size() + " 处", missing.size() + " things are missing or wrong"),
				Text.of("请按列出的各项一次补全", "Supply everything that is listed"))
			.violations(missing);
	}

	static Violation missing(String path, String zh, String en) {
		return new Violation(path + "-missing", Violation.Severity.INVALID, path,
				Text.of("缺少" + zh, "The " + en + " is missing"), Text.of("请填写" + zh, "State the " + en), "D20");
	}

	public static Violation invalid(String path, String zh, String en) {
		return new Violation(path + "-invalid", Violation.Severity.INVALID, path, Text.of(zh, en),
				Text.of("请更正后重试", "Correct it and try again"), "D20");
	}

	static Problem reason(RefusalReason refusalReason) {
		return new Problem(new RefusalProblemType(refusalReason), refusalReason.detail()).property("reason",
				refusalReason.code());
	}

	static Problem outOfScope() {
		return new Problem(GatewayProblemType.SCOPE_NOT_COVERED,
				Text.of("目录所列共享范围不包括本部门", "The entry's scope does not name your agency"));
	}

	static Problem ownData() {
		return new Problem(GatewayProblemType.REQUEST_OWN_DATA,
				Text.of("该目录由本部门提供，不需要申请共享", "Your agency provides this entry; there is nothing to ask for"));
	}

	public static Problem statementAwaited(LocalDate due) {
		return new Problem(GatewayProblemType.STATEMENT_AWAITED,
				Text.of("另一方尚未陈述意见，其期限至 " + due + " 届满",
						"The other side has not stated its view, and may until " + due),
				Text.of("请待另一方陈述或期限届满后裁定", "Decide once it has, or its term is over"))
			.property("due", due);
	}

	public static Problem illegal(String step, String state, List<String> possible) {
		return new Problem(CommonProblemType.TRANSITION_IMPOSSIBLE,
				Text.of("状态 " + state + " 不能执行 " + step, "From the state " + state + " there is no " + step),
				possible.isEmpty() ? Text.of("已没有可执行的操作", "Nothing can be done any more")
						: Text.of("可执行：" + String.join("、", possible), "Possible: " + String.join(", ", possible)))
			.property("state", state)
			.property("possible", possible);
	}

	public static Problem samePerson() {
		return new Problem(CommonProblemType.SECOND_PERSON_NEEDED,
				Text.of("同一方的两道审核不能由同一人完成", "The two approvals on one side are not given by one person"))
			.clause("D20");
	}

	static Problem undertakingMissing() {
		return new Problem(GatewayProblemType.UNDERTAKING_MISSING, Text.of("本部门尚未签署现行的数据安全使用承诺，或承诺已到期，申请不能发出",
				"Your agency has not signed the undertaking in force, or its term is over, so no request leaves"),
				Text.of("请共享工作机构负责人先在“安全承诺”中签署现行文本",
						"The sharing head first signs the text in force, under Undertaking"));
	}

	public static Problem undertakingOutdated(int version) {
		return new Problem(GatewayProblemType.UNDERTAKING_OUTDATED,
				Text.of("只能签署现行的承诺文本，即第 " + version + " 版", "Only the text in force is signed, version " + version))
			.property("version", version);
	}

	static Problem filingMissing() {
		return new Problem(CommonProblemType.FILING_MISSING,
				Text.of("提供部门不得擅自停止正在使用的数据共享服务", "A provider may not unilaterally stop a service in use"),
				Text.of("请与使用部门协商，写明协商结果，向主管部门备案；属违规使用的，先暂停并限期整改",
						"Negotiate with the user and state the outcome, which is filed with the authority; "
								+ "where data are misused, suspend first and set a term"));
	}

	public static Problem disputeOpen() {
		return new Problem(GatewayProblemType.DISPUTE_OPEN,
				Text.of("该申请已有一项争议尚未裁定", "A dispute about this request has not been decided yet"));
	}

	static Problem once(ProblemType type, String zh, String en) {
		return new Problem(type, Text.of(zh, en), Text.of("请继续办理后续步骤", "Go on with the next step"));
	}

	public static Problem fieldMissing(String path, String zh, String en) {
		return incomplete(List.of(missing(path, zh, en)));
	}

}
