package org.shuyuan.standalone.identity;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A problem (RFC 9457) of the identity API, in English and Chinese.
 */
public class IdentityProblem extends ErrorResponseException {

	IdentityProblem(HttpStatus status, String code, Text title, Text detail, Text advice) {
		this(status, code, title, detail, advice, null);
	}

	private IdentityProblem(HttpStatus status, String code, Text title, Text detail, Text advice,
			@Nullable Throwable cause) {
		super(status, cause);
		setType(URI.create("/problems/" + code));
		setTitle(title.in("en"));
		setDetail(detail.in("en"));
		getBody().setProperty("code", code);
		getBody().setProperty("advice", advice.in("en"));
		getBody().setProperty("titleZh", title.zh());
		getBody().setProperty("detailZh", detail.zh());
		getBody().setProperty("adviceZh", advice.zh());
	}

	static IdentityProblem tokenMissing() {
		return new IdentityProblem(HttpStatus.UNAUTHORIZED, "token-missing",
				Text.of("需要有效的令牌", "A valid token is needed"),
				Text.of("请求没有有效的令牌", "The request carries no valid token"),
				Text.of("请在 /oauth2/token 取得令牌，放入 Authorization: Bearer 请求头",
						"Get a token at /oauth2/token and send it as Authorization: Bearer"));
	}

	static IdentityProblem roleMissing() {
		return new IdentityProblem(HttpStatus.FORBIDDEN, "role-missing", Text.of("缺少所需角色", "Role missing"),
				Text.of("此操作需要管理员角色", "This needs the role administrator"), Text.of("请由管理员办理", "Ask an administrator"));
	}

	static IdentityProblem bodyInvalid() {
		return new IdentityProblem(HttpStatus.BAD_REQUEST, "body-invalid", Text.of("请求内容有误", "Body not understood"),
				Text.of("请求体不是所要求的 JSON", "The body is not the JSON that is expected"),
				Text.of("格式见接口文档", "Its form is in the API's description"));
	}

	static IdentityProblem keyMalformed() {
		return new IdentityProblem(HttpStatus.BAD_REQUEST, "idempotency-key-invalid",
				Text.of("幂等键无效", "Invalid idempotency key"),
				Text.of("Idempotency-Key 须为 1 至 128 个可打印字符", "An Idempotency-Key has 1 to 128 printable characters"),
				Text.of("请使用例如 UUID 的短标识", "Use a short id, such as a UUID"));
	}

	static IdentityProblem keyReused() {
		return new IdentityProblem(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused",
				Text.of("幂等键被重复使用", "Idempotency key reused"),
				Text.of("该键已用于另一个内容不同的请求", "This key came before with another request"),
				Text.of("新的请求请使用新的键", "Use a new key for a new request"));
	}

	/** Whoever issues the tokens does not answer. */
	public static IdentityProblem silent(@Nullable Throwable cause) {
		IdentityProblem problem = new IdentityProblem(HttpStatus.SERVICE_UNAVAILABLE, "identity-silent",
				Text.of("身份服务无应答", "The authorization server is silent"),
				Text.of("身份服务暂无应答，账号未作更改", "The authorization server does not answer; no account was changed"),
				Text.of("请按 Retry-After 稍后重试", "Try again after Retry-After"), cause);
		problem.getHeaders().set("Retry-After", "2");
		return problem;
	}

	/**
	 * Whoever issues the tokens does not want it.
	 * @param status what it answered
	 * @param cause how it said so
	 */
	public static IdentityProblem refusedByIssuer(int status, Throwable cause) {
		return new IdentityProblem(HttpStatus.BAD_GATEWAY, "identity-refused",
				Text.of("身份服务拒绝了操作", "The authorization server refused"),
				Text.of("身份服务以状态 %d 拒绝了操作".formatted(status),
						"The authorization server refused with status %d".formatted(status)),
				Text.of("请运维人员查看身份服务的日志与域设置", "Ask an operator to look at its log and at the realm's settings"), cause);
	}

}
