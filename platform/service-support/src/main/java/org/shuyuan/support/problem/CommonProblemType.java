package org.shuyuan.support.problem;

import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * Types of problems that more than one service answers with.
 */
public enum CommonProblemType implements ProblemType {

	ADDRESS_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到地址", "No such address"),
			Text.of("请对照接口说明核对地址", "Check the address against the description of the interface")),
	ADDRESS_TOO_LONG(HttpStatus.URI_TOO_LONG, "", Text.of("地址过长", "The address is too long"),
			Text.of("请缩短地址，例如减少筛选条件", "Shorten the address, for example by fewer filters")),
	AGENCY_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("部门信息无效", "Invalid agency"),
			Text.of("请补充 name.zh，并核对 id", "Add name.zh and check id")),
	AGENCY_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("缺少所属部门", "Agency missing"),
			Text.of("请在 agency 中给出统一社会信用代码", "Give the unified social credit code in agency")),
	AGENCY_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到部门", "No such agency"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	BAD_REQUEST(HttpStatus.BAD_REQUEST, "", Text.of("请求不被接受", "Request not accepted"),
			Text.of("请核对参数与请求体", "Check the parameters and the body")),
	BODY_BROKEN(HttpStatus.BAD_REQUEST, "", Text.of("请求正文无法读取", "Unreadable body"),
			Text.of("请检查 Content-Type 与正文是否一致、语法是否正确",
					"Check that Content-Type and body agree and that its syntax is right")),
	BODY_TIMEOUT(HttpStatus.REQUEST_TIMEOUT, "", Text.of("正文未按时到达", "Body timed out"),
			Text.of("请检查网络后重试", "Check the network and try again")),
	DISTRIBUTION_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到数据资源", "No such distribution"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	ENTRY_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到目录条目", "No such entry"),
			Text.of("请检查标识是否完整；内部条目需用本部门账号访问",
					"Check that the id is complete; internal entries need your agency's account")),
	ERASURE_DECIDED(HttpStatus.CONFLICT, "PIPL47", Text.of("该删除申请已办结", "The request to erase is decided already"),
			Text.of("请查看该申请的结果；如仍有需要，另行提出", "Read what came of it; ask anew where that is needed")),
	ERASURE_FOREIGN(HttpStatus.FORBIDDEN, "PIPL47", Text.of("只有提出的人可以撤回", "Only who asked can withdraw"),
			Text.of("不同意删除时请驳回并说明理由", "Refuse with a reason what should not be erased")),
	ERASURE_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "PIPL47",
			Text.of("不能提出该删除申请", "This cannot be asked to be erased"),
			Text.of("请按 violations 逐项改正后重新提出", "Mend what violations lists, and ask again")),
	ERASURE_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到删除申请", "No such request to erase"),
			Text.of("请核对编号", "Check the id")),
	ERASURE_OPEN(HttpStatus.CONFLICT, "PIPL47",
			Text.of("其中的记录已在另一项删除申请中", "One of the records is in another request to erase"),
			Text.of("请等待该申请办结，或由申请人撤回后重新提出", "Wait until it is decided, or let who asked withdraw it first")),
	ERASURE_OWN_RECORD(HttpStatus.FORBIDDEN, "PIPL47",
			Text.of("记录的是办理人本人的行为", "The record is of what you did yourself"),
			Text.of("请由与这些记录无关的人员办理", "Let somebody do it whom none of the records is about")),
	FILING_MISSING(HttpStatus.CONFLICT, "D29", Text.of("尚未协商并备案", "Not negotiated and filed"), Text.of(
			"请与使用部门协商，并在 filing 中写明协商结果，向主管部门备案；属违规使用的，先暂停并限期整改",
			"Negotiate with the user and state the outcome in filing, which goes to the authority; where data are misused, suspend first and set a term")),
	GRANT_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到授权", "No such grant"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	HEADER_INVALID(HttpStatus.BAD_REQUEST, "", Text.of("请求头无效", "Invalid header"),
			Text.of("请将其值按 UTF-8 百分号编码", "Write its value as percent-encoded UTF-8")),
	HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "", Text.of("请求头过大", "The headers are too large"),
			Text.of("请减少或缩短请求头与 Cookie", "Send fewer or shorter headers and cookies")),
	IDEMPOTENCY_KEY_INVALID(HttpStatus.BAD_REQUEST, "", Text.of("幂等键无效", "Invalid idempotency key"),
			Text.of("请使用例如 UUID 的短标识", "Use a short id, such as a UUID")),
	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("幂等键被重复使用", "Idempotency key reused"),
			Text.of("新的请求请使用新的键", "Use a new key for a new request")),
	IDENTITY_SILENT(HttpStatus.SERVICE_UNAVAILABLE, "", Text.of("身份服务无应答", "The authorization server does not answer"),
			Text.of("请按 Retry-After 稍后重试；开放数据无需登录", "Try again after Retry-After; open data need no account")),
	INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, "", Text.of("内部错误", "Internal error"),
			Text.of("请稍后重试；如仍失败请联系运维", "Try again later; if it persists tell the operators")),
	MEDIA_TYPE_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "",
			Text.of("不支持这种媒体类型", "The media type is not supported"),
			Text.of("请按接口说明设置 Content-Type", "Set Content-Type as the description of the interface says")),
	MEMBER_REPEATED(HttpStatus.BAD_REQUEST, "", Text.of("字段重复", "Repeated member"),
			Text.of("请只保留一个", "Keep one of them")),
	MEMBER_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("未知字段", "Unknown member"),
			Text.of("请对照 known 所列字段改正", "Correct the name; known lists the members there are")),
	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "",
			Text.of("这个地址不支持所用的方法", "The address does not take this method"),
			Text.of("请改用 Allow 响应头列出的方法", "Use a method that the header Allow lists")),
	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "", Text.of("没有可接受的媒体类型", "Not acceptable"),
			Text.of("请在 Accept 中写明所列的媒体类型之一", "Name one of the media types listed in Accept")),
	NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("没有找到", "Nothing was found"),
			Text.of("请核对地址与编号", "Check the address and the id")),
	NOT_READY(HttpStatus.SERVICE_UNAVAILABLE, "", Text.of("服务暂不可用", "Not ready"),
			Text.of("请按 Retry-After 稍后重试", "Try again after Retry-After")),
	PARAMETER_INVALID(HttpStatus.BAD_REQUEST, "", Text.of("参数无效", "Invalid parameter"),
			Text.of("请对照接口说明改正参数的值",
					"Correct the parameter; the description of the interface says which values it takes")),
	PARAMETER_UNKNOWN(HttpStatus.BAD_REQUEST, "", Text.of("未知参数", "Unknown parameter"),
			Text.of("请对照 known 所列参数改正", "Correct the name; known lists the parameters there are")),
	PERSON_MISSING(HttpStatus.FORBIDDEN, "", Text.of("须由人员本人办理", "A person is needed"),
			Text.of("请由具备该角色的人员登录后办理", "Have somebody who holds the role sign in and do it")),
	PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "", Text.of("内容已被他人修改", "Changed meanwhile"),
			Text.of("请重新读取，在最新内容上修改", "Read it again and apply the change to what it says now")),
	PRECONDITION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED, "", Text.of("缺少 If-Match", "If-Match missing"),
			Text.of("请先读取，再把其 ETag 放入 If-Match", "Read it first and send its ETag in If-Match")),
	QUERY_TIMEOUT(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("查询超时", "Query timed out"),
			Text.of("请缩小筛选范围或去掉排序，或下载整个文件", "Narrow the filter, leave out the sort, or fetch the whole file")),
	REASON_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "", Text.of("缺少理由", "Reason missing"),
			Text.of("请在正文中填写 reason", "Give a reason in the body")),
	REQUEST_NOT_FOUND(HttpStatus.NOT_FOUND, "", Text.of("未找到共享申请", "No such request"),
			Text.of("请核对编号；也可能是您无权知道它是否存在", "Check the id; it may also be that you may not know of it")),
	ROLE_MISSING(HttpStatus.FORBIDDEN, "", Text.of("缺少所需角色", "Role missing"),
			Text.of("请由具备该角色的人员或系统办理", "Use an account that holds the role")),
	SECOND_PERSON_NEEDED(HttpStatus.FORBIDDEN, "", Text.of("须由另一人办理", "A second person is needed"),
			Text.of("请由另一位有权限的同事完成这一步", "Let another person who holds the role take this step")),
	TOKEN_MISSING(HttpStatus.UNAUTHORIZED, "", Text.of("需要有效的令牌", "A valid token is needed"),
			Text.of("请在 /oauth2/token 取得令牌，放入 Authorization: Bearer 请求头",
					"Get a token at /oauth2/token and send it as Authorization: Bearer")),
	TOO_BUSY(HttpStatus.SERVICE_UNAVAILABLE, "", Text.of("服务繁忙", "Too busy"),
			Text.of("请按 Retry-After 稍后重试", "Try again after Retry-After")),
	TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "", Text.of("正文过大", "Body too large"),
			Text.of("请精简内容；数据请用 PUT …/data 上传", "Shorten it; data go to PUT …/data")),
	TOO_MANY_EXPORTS(HttpStatus.TOO_MANY_REQUESTS, "", Text.of("导出过多", "Too many exports"),
			Text.of("请等其他导出结束，按 Retry-After 稍后重试", "Wait for another to end and try again after Retry-After")),
	TRANSITION_IMPOSSIBLE(HttpStatus.CONFLICT, "", Text.of("当前状态不能执行此操作", "Not possible from here"),
			Text.of("请先查看当前状态与可执行的操作", "Look at the state and at what can be done from it")),
	VALUE_INVALID(HttpStatus.BAD_REQUEST, "", Text.of("值无效", "Invalid value"),
			Text.of("请去掉控制字符后重试", "Remove control characters and try again")),
	WRITTEN_MEANWHILE(HttpStatus.CONFLICT, "", Text.of("已被同时写入", "Written meanwhile"),
			Text.of("请重新读取后再试", "Read it again, then decide whether to try again"));

	private final ProblemDescription description;

	CommonProblemType(HttpStatus status, String clause, Text title, Text advice) {
		this.description = new ProblemDescription(status, clause, title, advice);
	}

	@Override
	public ProblemDescription description() {
		return this.description;
	}

}
