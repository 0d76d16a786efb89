package org.shuyuan.catalogue.problem;

import org.shuyuan.support.problem.ProblemDescription;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * Types of problems that the catalogue answers with.
 */
public enum CatalogueProblemType implements ProblemType {

	AGENCY_FOREIGN(HttpStatus.FORBIDDEN, "", Text.of("不是本部门", "Another agency"),
			Text.of("请改用本部门的统一社会信用代码，或由该部门登记", "Use your own agency's code, or let that agency register")),
	ASSESSMENT_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "D13", Text.of("评估不完整", "The assessment is not complete"),
			Text.of("kind 为 secrecy 或 personal-information，outcome 为 passed 或 failed",
					"kind is secrecy or personal-information, outcome is passed or failed")),
	ASSIGNMENT_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("任职无效", "Invalid assignment"),
			Text.of("请把这些角色分配给不同的人", "Give these roles to different people")),
	CODE_LIST_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到代码表", "No such code list"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	COMPLETED_BY_AGENCY(HttpStatus.CONFLICT, "", Text.of("部门已接手", "Taken over by the agency"),
			Text.of("如来源有变化，请通知该部门修改", "If the source changed, inform the agency")),
	CONFLICT_DECIDED(HttpStatus.CONFLICT, "D19", Text.of("争议已决定", "Already decided"),
			Text.of("请查看裁定结果", "Read the decision")),
	CONFLICT_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "D19", Text.of("内容不完整", "Not complete"),
			Text.of("请说明数据项与理由", "Name the item and give the reason")),
	CONFLICT_NONE(HttpStatus.CONFLICT, "D19", Text.of("没有冲突", "No conflict"),
			Text.of("请确认数据项是否已有其他来源", "Check whether the item has another source")),
	CONFLICT_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到数源争议", "No such conflict"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	CONFLICT_OPEN(HttpStatus.CONFLICT, "D19", Text.of("争议已提交", "Already disputed"),
			Text.of("请等待主管部门裁定", "Wait for the decision of the authority")),
	DATA_NOT_INSPECTED(HttpStatus.CONFLICT, "GZ65", Text.of("数据尚未检查完毕", "The data are not inspected yet"),
			Text.of("请待检查完毕，查看结果后再发布", "Wait until they are, check the result, then publish")),
	DATA_NOT_SEEN(HttpStatus.CONFLICT, "GZ65", Text.of("数据尚未查看", "The data have not been reviewed"),
			Text.of("请查看 data 所列各版本及检出，核对后在 dataSeen 中逐一列出，否则退回",
					"Review each version in data and its findings; then name each in dataSeen, or return the entry")),
	DATASETS_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("没有数据集", "No data sets"),
			Text.of("请提交含 dcat:Dataset 的文档", "Send a document with a dcat:Dataset")),
	DUTY_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "GZ64", Text.of("职能无效", "Invalid duty"),
			Text.of("请按编制规范填写职能名称、依据与所产生的数据元", "Give the duty its name, its basis and the data elements it yields")),
	ENTRY_INCOMPLETE(HttpStatus.UNPROCESSABLE_CONTENT, "D13", Text.of("条目尚不完整", "The entry is not complete"),
			Text.of("请按 violations 逐条补齐", "Complete what violations lists")),
	ENTRY_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("条目无法保存", "The entry cannot be saved"),
			Text.of("请按 violations 逐条更正", "Correct what violations lists")),
	ENTRY_RETIRED(HttpStatus.GONE, "", Text.of("目录条目已注销", "Entry retired"),
			Text.of("请改用替代它的条目", "Use the entry that takes its place")),
	GATEWAY_SILENT(HttpStatus.SERVICE_UNAVAILABLE, "", Text.of("共享网关无应答", "The sharing gateway does not answer"),
			Text.of("请按 Retry-After 稍后重试", "Try again after Retry-After")),
	IMPORT_INTERRUPTED(HttpStatus.SERVICE_UNAVAILABLE, "", Text.of("导入中断", "Import interrupted"),
			Text.of("请原样重新提交，已登记的会回应 unchanged", "Send the same again; what is registered is returned unchanged")),
	IMPORT_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到导入", "No such import"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	KEY_EXISTS(HttpStatus.CONFLICT, "", Text.of("键已存在", "Key already registered"),
			Text.of("请修改已有条目，或换用新的键", "Edit the existing entry, or use another key")),
	KEY_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("缺少键", "Key missing"),
			Text.of("请给每条记录一个来源内不变的键", "Give each record a key that stays the same at its source")),
	LEAD_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "D19", Text.of("牵头部门无效", "Invalid lead"),
			Text.of("请从 claimants 中选择", "Choose one of the claimants")),
	LINE_TOO_LONG(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("行过长", "Line too long"),
			Text.of("请把一条记录写在一行内并去掉多余内容", "Keep a record on one line and leave out what is not needed")),
	OPENING_CONSENT_MISSING(HttpStatus.CONFLICT, "GZ65",
			Text.of("尚未同意开放个人信息", "No consent to opening personal information"),
			Text.of("核对开放理由；同意的，在 publish 正文的 consentToOpen 中逐项列出，否则退回",
					"Check the reasons; to consent, name each item in consentToOpen of the publish body, or return the entry")),
	QUERY_BROKEN(HttpStatus.BAD_REQUEST, "", Text.of("查询语法错误", "Broken query"),
			Text.of("请按答复给出的行列改正", "Correct it at the line and column that the answer gives")),
	QUERY_MISSING(HttpStatus.BAD_REQUEST, "", Text.of("缺少查询", "Query missing"),
			Text.of("请用 query 参数给出 SPARQL 查询", "Give a SPARQL query in the parameter query")),
	QUERY_REFUSED(HttpStatus.BAD_REQUEST, "", Text.of("查询不被允许", "Query not allowed"),
			Text.of("请只查询公开视图，不用 SERVICE、FROM 与更新", "Ask the public view only, without SERVICE, FROM and updates")),
	QUERY_TOO_LONG(HttpStatus.CONTENT_TOO_LARGE, "", Text.of("查询过长", "Query too long"),
			Text.of("请缩短查询，例如用 VALUES 分批", "Shorten it, for example by asking in parts")),
	RESULT_TOO_LARGE(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("结果过大", "Result too large"),
			Text.of("请加 LIMIT 或缩小查询范围", "Add a LIMIT or ask for less")),
	REVISION_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到版本", "No such revision"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	SEARCH_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "", Text.of("搜索暂不可用", "Search unavailable"),
			Text.of("请按 Retry-After 稍后重试；登记与按标识访问条目不受影响",
					"Try again after Retry-After; registering, and reading entries by their id, keep working")),
	SOURCE_EXISTS(HttpStatus.CONFLICT, "D19", Text.of("已有数源部门", "There is a source already"),
			Text.of("引用已有数据项、由其派生，或提请主管部门裁定",
					"Cite the existing item, derive from it, or ask the authority to decide")),
	SPARQL_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "", Text.of("SPARQL 暂不可用", "SPARQL unavailable"),
			Text.of("请按 Retry-After 稍后重试；搜索与按标识访问条目不受影响",
					"Try again after Retry-After; searching, and reading entries by their id, keep working")),
	STATE_SECRET_REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "D3", Text.of("涉密内容不予受理", "State secrets are not accepted"),
			Text.of("国家秘密不属于政务数据目录范围，请按保密规定处理；确属误判请去除密级标志字样后重新登记",
					"State secrets do not belong in the catalogue: handle them under the secrecy rules. If this is a mistake, remove the marking words and register again")),
	TITLE_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "D13", Text.of("缺少目录名称", "Title missing"),
			Text.of("请填写中文目录名称", "Give the entry a Chinese title")),
	TOO_MANY_QUERIES(HttpStatus.TOO_MANY_REQUESTS, "", Text.of("查询过多", "Too many queries"),
			Text.of("请按 Retry-After 稍后重试", "Try again after Retry-After")),
	WORKBOOK_UNREADABLE(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("无法读取工作簿", "The workbook cannot be read"),
			Text.of("请使用平台模板，或按编制指南的表头填写后保存为 xlsx、xls 或 csv",
					"Use a template of the platform, or the guide's headings, and save it as xlsx, xls or csv"));

	private final ProblemDescription description;

	CatalogueProblemType(HttpStatus status, String clause, Text title, Text advice) {
		this.description = new ProblemDescription(status, clause, title, advice);
	}

	@Override
	public ProblemDescription description() {
		return this.description;
	}

}
