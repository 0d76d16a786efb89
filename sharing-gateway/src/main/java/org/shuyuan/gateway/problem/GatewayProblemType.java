package org.shuyuan.gateway.problem;

import org.shuyuan.support.problem.ProblemDescription;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * Types of problems that the gateway answers with; those of the policy are
 * {@link RefusalProblemType}.
 */
public enum GatewayProblemType implements ProblemType {

	APPLICATION_EXISTS(HttpStatus.CONFLICT, "GZ65", Text.of("已有申请", "There is one already"),
			Text.of("请查看已有的申请", "See the application there is")),
	APPLICATION_IMPOSSIBLE(HttpStatus.CONFLICT, "GZ65", Text.of("无须或不能申请", "Nothing to apply for"),
			Text.of("请先查看申请的状态", "Check the state of the application")),
	APPLICATION_INCOMPLETE(HttpStatus.UNPROCESSABLE_CONTENT, "GZ65",
			Text.of("申请内容不完整", "The application is incomplete"),
			Text.of("请按 violations 逐条补齐", "Complete what violations lists")),
	APPLICATION_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到开放申请", "No such application"),
			Text.of("请核对编号", "Check the id")),
	COLUMN_UNKNOWN(HttpStatus.BAD_REQUEST, "", Text.of("表中没有这一列", "The table has no such column"),
			Text.of("请按 GET /distributions/{id} 所列的列名查询", "Ask by the columns that GET /distributions/{id} lists")),
	COMPLETION_ASKED_BEFORE(HttpStatus.CONFLICT, "D21", Text.of("已要求补正一次", "Completion was requested before"),
			Text.of("补正只能一次性提出；请在现有材料上审核", "Completion is asked for once, for everything; review what there is")),
	DATA_EMPTY(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("没有数据", "No data"),
			Text.of("请上传文件内容", "Send the file's bytes as the body")),
	DATA_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到数据", "No such data under this distribution"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	DATA_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "", Text.of("数据过大", "Data too large"),
			Text.of("请拆分为多个数据资源，或联系运维调整上限",
					"Split it into several distributions, or ask the operators to raise the limit")),
	DECISION_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("缺少裁定", "The decision is missing"),
			Text.of("请写明裁定结果与理由", "Say what is decided and why")),
	DECLARED_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "JN36", Text.of("声明的内容无效", "Invalid declaration"), Text.of(
			"declaredRows 为行数；declaredSha256 为 64 位十六进制；declaredSums 每项为“列名:数字”",
			"declaredRows is a number of rows, declaredSha256 64 hexadecimal digits, each of declaredSums column:number")),
	DISPUTE_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到争议", "No such dispute"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	DISPUTE_OPEN(HttpStatus.CONFLICT, "D28", Text.of("争议正在处理", "A dispute is open"),
			Text.of("请等待主管部门裁定", "Wait for the authority's decision")),
	EXTENDED_BEFORE(HttpStatus.CONFLICT, "D21", Text.of("只能延期一次", "An extension is asked for once"),
			Text.of("请在现有期限内答复", "Answer within the term that there is")),
	EXTENSION_NOT_ASKED(HttpStatus.CONFLICT, "D21", Text.of("没有待决定的延期", "No extension waits for a decision"),
			Text.of("请先查看申请的办理记录", "Look at the request's history")),
	FILTER_MALFORMED(HttpStatus.BAD_REQUEST, "", Text.of("筛选条件写法有误", "The filter is malformed"),
			Text.of("写作 列名:运算符:值", "Write column:operator:value")),
	FILTER_ORDER(HttpStatus.BAD_REQUEST, "",
			Text.of("文本列不能按数值或日期比较大小", "The column is text and does not compare as numbers or dates"),
			Text.of("请用 eq、contains、starts，或请提供部门统一该列的写法",
					"Use eq, contains or starts, or ask the provider to write the column in one form")),
	FILTER_VALUE(HttpStatus.BAD_REQUEST, "", Text.of("筛选值与列的类型不符", "The value does not fit the type of the column"),
			Text.of("请给出该列类型的值", "Give a value of the type of the column")),
	GROUP_MEASURE(HttpStatus.BAD_REQUEST, "", Text.of("求和或平均的列有误", "The aggregation is not valid"),
			Text.of("求和与平均须用 of 指明数值列，计数不需要", "Name a column of numbers in of for a sum or mean, none for a count")),
	GROUP_UNIT(HttpStatus.BAD_REQUEST, "", Text.of("该列不能按时间单位分组", "The column has no unit of time"),
			Text.of("只对日期列使用 unit", "Use unit for columns of days only")),
	HIT_DECIDED(HttpStatus.CONFLICT, "", Text.of("已作决定", "Decided already"), Text.of("请刷新列表", "Read the list again")),
	HIT_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到负面清单命中", "No such hit"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	NOT_A_TABLE(HttpStatus.CONFLICT, "", Text.of("不是数据表", "Not a table"),
			Text.of("请使用 /file 下载原文件", "Use /file for the original")),
	ORDER_TERM_RUNNING(HttpStatus.CONFLICT, "D28", Text.of("提供部门的期限尚未届满", "The provider's term is not over yet"),
			Text.of("请在期限届满后再按裁定授权", "Grant by order once the term is over")),
	PAGE_UNKNOWN(HttpStatus.BAD_REQUEST, "", Text.of("翻页参数无效", "The page is not one that was given"),
			Text.of("请使用上一页答复中的 next", "Use next of the page before")),
	RANGE_UNSATISFIABLE(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "", Text.of("范围无效", "Range not satisfiable"),
			Text.of("请按 Content-Range 调整", "See Content-Range for the file's length")),
	REQUEST_INCOMPLETE(HttpStatus.UNPROCESSABLE_CONTENT, "D20", Text.of("申请内容不完整", "The request is incomplete"),
			Text.of("请更正后重试", "Correct it and try again")),
	REQUEST_OWN_DATA(HttpStatus.UNPROCESSABLE_CONTENT, "D20", Text.of("本部门自己的数据", "Your own data"),
			Text.of("请直接使用本部门的数据", "Use your agency's own data")),
	SCOPE_NOT_COVERED(HttpStatus.FORBIDDEN, "D14", Text.of("不在共享范围内", "Outside the sharing scope"),
			Text.of("可与提供部门协商调整目录，或向主管部门提出", "Ask the provider to widen the entry, or turn to the authority")),
	SERVICE_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到服务接口", "No such service under this distribution"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	SHA256_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT, "JN36",
			Text.of("收到的内容与声明的不符", "Not the bytes that were declared"),
			Text.of("请重新传送，或更正 declaredSha256", "Send it again, or correct declaredSha256")),
	STATEMENT_AWAITED(HttpStatus.CONFLICT, "D28", Text.of("须先听取另一方意见", "The other side states its case first"),
			Text.of("请待另一方陈述或期限届满后裁定", "Decide once it has stated its view, or its term is over")),
	TOO_MANY_DOWNLOADS(HttpStatus.TOO_MANY_REQUESTS, "", Text.of("同时下载过多", "Too many downloads"),
			Text.of("请等其他下载结束，按 Retry-After 稍后重试", "Wait for another to end and try again after Retry-After")),
	UNDERTAKING_MISSING(HttpStatus.CONFLICT, "D24", Text.of("没有有效的数据安全使用承诺", "No valid data-security undertaking"),
			Text.of("请共享工作机构负责人先签署：POST /api/v1/sharing/undertakings",
					"The sharing head signs one first: POST /api/v1/sharing/undertakings")),
	UNDERTAKING_OUTDATED(HttpStatus.CONFLICT, "D24", Text.of("承诺文本已更新", "The undertaking has changed"),
			Text.of("请重新阅读现行文本后签署", "Read the text in force, then sign it")),
	UPSTREAM_CREDENTIAL(HttpStatus.BAD_GATEWAY, "",
			Text.of("服务不接受网关的凭据", "The service does not accept the gateway’s credential"),
			Text.of("请提供部门更新凭据", "The provider renews the credential")),
	UPSTREAM_FAILED(HttpStatus.BAD_GATEWAY, "", Text.of("服务未能正常回答", "The service did not answer properly"),
			Text.of("请稍后再试，或联系提供部门", "Try again later, or ask the provider")),
	UPSTREAM_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("服务地址无效", "Invalid service address"),
			Text.of("请更正后重新登记", "Correct it and register it again")),
	UPSTREAM_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到登记的服务地址", "No such registered service address"),
			Text.of("请提供部门先登记服务地址", "The provider registers the address of its service first")),
	UPSTREAM_REDIRECTS(HttpStatus.BAD_GATEWAY, "",
			Text.of("服务要求跳转到其他地址，网关不跟随", "The service redirects, and the gateway does not follow"),
			Text.of("请提供部门登记最终地址", "The provider registers the final address")),
	UPSTREAM_REJECTED(HttpStatus.BAD_REQUEST, "", Text.of("服务不接受这些参数", "The service does not accept the query"),
			Text.of("请按该服务的说明核对参数", "Check the parameters against the description of the service")),
	UPSTREAM_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "",
			Text.of("提供部门的服务未在时限内回答", "The provider’s service did not answer in time"),
			Text.of("请缩小查询范围后再试", "Ask for less and try again")),
	UPSTREAM_TOO_LONG(HttpStatus.BAD_GATEWAY, "",
			Text.of("服务的回答超过网关转发的上限", "The service’s answer is longer than the gateway passes on"),
			Text.of("请缩小查询范围", "Ask for less")),
	UPSTREAM_UNREACHABLE(HttpStatus.BAD_GATEWAY, "",
			Text.of("无法连接到提供部门的服务", "The provider’s service cannot be reached"),
			Text.of("请稍后再试，或联系提供部门", "Try again later, or ask the provider")),
	VERSION_CHANGED(HttpStatus.CONFLICT, "", Text.of("数据已更新", "The data were replaced"),
			Text.of("请去掉 after 从头读取", "Begin again without after")),
	VERSION_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到数据版本", "No such version"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	VERSION_NOT_RESTORABLE(HttpStatus.CONFLICT, "JN36", Text.of("这一版不能恢复", "The version cannot be restored"),
			Text.of("待确认的版本请先确认；其他版本请重新上传", "Confirm one that waits; upload any other again")),
	VERSION_NOT_WAITING(HttpStatus.CONFLICT, "JN36", Text.of("这一版不在待确认状态", "The version does not wait to be confirmed"),
			Text.of("请刷新版本列表；恢复以前的版本请用“恢复此版本”", "Read the versions again; an earlier one is restored by restore")),
	VERSION_SCAN_OUTDATED(HttpStatus.CONFLICT, "GZ65", Text.of("尚未按新规则重新扫描", "Not scanned under the current rules"),
			Text.of("后台正在重新扫描，请稍后重试", "It is scanned in the background; try again in a while")),
	VERSION_STOPPED(HttpStatus.CONFLICT, "GZ65", Text.of("负面清单拦下了这一版", "The negative list stops the version"),
			Text.of("请由数据主管部门裁定检出，或去除不得开放的内容后重新上传",
					"Let the data authority decide the hits, or upload it again without what may not open"));

	private final ProblemDescription description;

	GatewayProblemType(HttpStatus status, String clause, Text title, Text advice) {
		this.description = new ProblemDescription(status, clause, title, advice);
	}

	@Override
	public ProblemDescription description() {
		return this.description;
	}

}
