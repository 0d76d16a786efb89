package org.shuyuan.catalogue.intake;

import java.util.List;

import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.rdf.BrokenStatement;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.rdf.Violation;

/**
 * How records, and whole imports, are refused.
 */
final class IntakeProblems {

	private IntakeProblems() {
	}

	static Problem lineTooLong() {
		return new Problem(CatalogueProblemType.LINE_TOO_LONG,
				Text.of("该行超过 1 MiB，未读取", "The line is longer than 1 MiB and was not read"),
				Text.of("请缩短该条目，或检查是否缺少换行", "Shorten the entry, or check for a missing end of line"));
	}

	static Problem keyMissing() {
		return new Problem(CatalogueProblemType.KEY_MISSING,
				Text.of("批量登记的每条记录须有稳定的 key", "Every record of an import has a stable key"),
				Text.of("请使用来源系统中的编号或地址作为 key", "Use its number or address at the source as its key"));
	}

	static Problem addressInvalid(List<Violation> violations) {
		String named = violations.getFirst().message().zh();
		return new Problem(CatalogueProblemType.ENTRY_INVALID, Text.of(named, violations.getFirst().message().in("en")),
				Text.of("请在来源改正地址后重新导入该数据集", "Correct the address at its source and import this data set again"))
			.property("violations", violations);
	}

	static Problem statementBroken(BrokenStatement statement) {
		return new Problem(CommonProblemType.BODY_BROKEN,
				Text.of("正文第 " + statement.line() + " 行附近的陈述不是有效的 RDF：" + statement.reason(),
						"The statement near line %d is not valid RDF: %s".formatted(statement.line(),
								statement.reason())),
				Text.of("请在来源改正语法后重新导入；其余陈述已读取", "Fix its syntax at the source; all other statements were read"));
	}

	static Problem titleMissing() {
		return new Problem(CatalogueProblemType.TITLE_MISSING,
				Text.of("该数据集没有 dct:title", "The data set has no dct:title"),
				Text.of("请在来源补充名称后重新导入", "Give it a title at its source and import again"));
	}

	static Problem agencyUnknown() {
		return new Problem(CommonProblemType.AGENCY_NOT_FOUND,
				Text.of("目录中没有该统一社会信用代码的部门", "The catalogue knows no agency with this code"),
				Text.of("请先登记部门：PUT /api/v1/catalogue/agencies/{代码}",
						"Register the agency first: PUT /api/v1/catalogue/agencies/{code}"));
	}

	static Problem agencyNeeded() {
		return new Problem(CommonProblemType.AGENCY_MISSING,
				Text.of("须用 agency 参数指明提供单位", "The parameter agency names the agency that provides it"),
				Text.of("请加上 ?agency=统一社会信用代码", "Add ?agency= with the agency's code"));
	}

	static Problem busy() {
		Problem problem = new Problem(CommonProblemType.TOO_BUSY,
				Text.of("正在处理其他工作簿", "Other workbooks are being processed"));
		problem.getHeaders().set("Retry-After", "30");
		return problem;
	}

	static Problem keyTaken() {
		return new Problem(CatalogueProblemType.KEY_EXISTS,
				Text.of("已有条目使用这个代码或名称，但不是工作簿中的这一个", "An entry has this code or name already and is another one"),
				Text.of("在信息资源代码列填写要修改的条目的代码；新登记的换用新的代码或名称",
						"Write the code of the entry that is meant; give a new one a code or name of its own"));
	}

	static Problem changedMeanwhile() {
		return new Problem(CommonProblemType.PRECONDITION_FAILED,
				Text.of("条目在读取工作簿期间已被他人修改", "The entry was changed while the workbook was read"),
				Text.of("请再导入一次", "Import the workbook once more"));
	}

	static Problem workbookUnreadable(Text reason) {
		return new Problem(CatalogueProblemType.WORKBOOK_UNREADABLE, reason);
	}

	static Problem completed() {
		return new Problem(CatalogueProblemType.COMPLETED_BY_AGENCY, Text.of("该条目已由部门补全或正在补全，采集不再覆盖",
				"The agency has completed this entry or is completing it; harvesting no longer overwrites it"));
	}

	static Problem parameter(String name, Text detail) {
		return new Problem(CommonProblemType.PARAMETER_INVALID, detail,
				Text.of("请按接口文档填写该参数", "See the interface description for its accepted values"))
			.property("parameter", name);
	}

	static Problem noDatasets() {
		return new Problem(CatalogueProblemType.DATASETS_MISSING,
				Text.of("图中没有 dcat:Dataset", "The graph describes no dcat:Dataset"),
				Text.of("请检查类型与前缀是否为 DCAT", "Check that its types and prefixes are those of DCAT"));
	}

	static Problem interrupted() {
		return new Problem(CatalogueProblemType.IMPORT_INTERRUPTED, Text.of("后续记录未能写入；已回应的结果均已保存",
				"The records that follow could not be written; every result given is kept"));
	}

	static Problem failed() {
		return new Problem(CommonProblemType.INTERNAL_ERROR, Text.of("该记录未能写入", "The record could not be written"),
				Text.of("请稍后重新提交；如仍失败请联系运维", "Send it again later; if it persists inform the operators"));
	}

}
