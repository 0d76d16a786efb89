package org.shuyuan.support.ledger;

import java.time.LocalDate;
import java.util.List;

import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.rdf.Violation;

/** Why payloads are not erased. */
final class ErasureProblems {

	/** Personal Information Protection Law, art. 47. */
	static final String CLAUSE = "PIPL47";

	private ErasureProblems() {
	}

	static Problem invalid(List<Violation> violations) {
		return new Problem(CommonProblemType.ERASURE_INVALID,
				Text.of("有 " + violations.size() + " 处须改正", violations.size() + " things are to be corrected"))
			.property("violations", violations);
	}

	static Problem open(Erasure waiting) {
		return refused(CommonProblemType.ERASURE_OPEN, "其中的记录已在删除申请 " + waiting.id() + " 中",
				"One of the records is in the request " + waiting.id() + " already", "请等待该申请办结，或由申请人撤回后重新提出",
				"Wait until it is decided, or let who asked withdraw it first")
			.property("erasure", waiting.id());
	}

	static Problem decided(Erasure.State state) {
		return refused(CommonProblemType.ERASURE_DECIDED, "该删除申请已办结", "The request to erase is decided already",
				"请查看该申请的结果；如仍有需要，另行提出", "Read what came of it; ask again where that is needed")
			.property("state", state);
	}

	private static Problem refused(ProblemType type, String zh, String en, String adviceZh, String advice) {
		return new Problem(type, Text.of(zh, en), Text.of(adviceZh, advice)).clause(CLAUSE);
	}

	static Problem samePerson() {
		return refused(CommonProblemType.SECOND_PERSON_NEEDED, "提出删除的人不能自己执行或驳回",
				"Who asked can neither erase nor refuse what was asked for", "请由另一名审计员或主管部门人员办理；本人可以撤回",
				"Another auditor or officer of the authority does it; who asked may withdraw");
	}

	static Problem notWhoAsked() {
		return refused(CommonProblemType.ERASURE_FOREIGN, "只有提出的人可以撤回", "Only who asked can withdraw", "不同意删除时请驳回并说明理由",
				"Refuse with a reason what should not be erased");
	}

	static Problem ownRecord() {
		return refused(CommonProblemType.ERASURE_OWN_RECORD, "其中有记录办理人本人行为的记录，不能由其删除",
				"One of the records is of what you did yourself; you cannot erase it", "请由与这些记录无关的人员办理",
				"Let someone do it whom none of the records is about");
	}

	static Violation reason() {
		return violation("reason-missing", "reason", "须写明理由，不超过 2000 字，且不写出当事人姓名或号码",
				"A reason is needed, 2,000 characters at most, that names no one", "请补充理由", "Say why");
	}

	static Violation clause() {
		return violation("clause-unknown", "clause", "不是条款代码表中的条款", "It is no clause of the list of clauses",
				"请使用 /api/v1/catalogue/codes/clauses 中的代码，例如 PIPL47",
				"Use a code of /api/v1/catalogue/codes/clauses, such as PIPL47");
	}

	static Violation number() {
		return violation("records-number", "records", "须列出 1 至 " + Erasures.MOST + " 条记录",
				"From 1 to " + Erasures.MOST + " records are named", "请列出记录编号；更多的分次提出",
				"Name them; ask for more in several requests");
	}

	static Violation unknown(String record) {
		return violation("record-unknown", record, "没有这条记录", "There is no such record", "请核对记录编号", "Check the id");
	}

	static Violation erased(String record) {
		return violation("record-erased", record, "其内容已经删除", "Its payload is erased already", "请去掉这条记录",
				"Leave it out");
	}

	static Violation ofTheLedger(String record) {
		return violation("record-of-ledger", record, "是审计链自身的记录，不能删除", "It is a record of the ledger itself and stays",
				"请去掉这条记录", "Leave it out");
	}

	static Violation retained(String record, LocalDate until) {
		return violation("record-retained", record, "保存期限未届满，保存至 " + until, "It has to be kept until " + until,
				"请在期满后提出", "Ask again after that day");
	}

	static Violation own(String record) {
		return violation("record-own", record, "记录的是申请人本人的行为", "It is of what you did yourself", "请由与该记录无关的人员提出",
				"Let someone ask whom it is not about");
	}

	private static Violation violation(String code, String path, String zh, String en, String adviceZh, String advice) {
		return new Violation(code, Violation.Severity.INVALID, path, Text.of(zh, en), Text.of(adviceZh, advice),
				CLAUSE);
	}

}
