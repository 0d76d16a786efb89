package org.shuyuan.connections;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What may fail a request before it reaches an application (RFC 9110, section 15), and
 * what is said of it.
 */
public enum ConnectionProblem {

	BAD_REQUEST(400, "Malformed request", "请求格式有误", "The request line or a header is not well-formed", "请求行或请求头格式有误",
			"Write addresses and headers as percent-encoded UTF-8", "地址与请求头请按 UTF-8 百分号编码"),
	ADDRESS_TOO_LONG(414, "Address too long", "地址过长", "The request line is longer than 8 KB", "请求行超过 8 KB",
			"Shorten the address, for example by fewer filters", "请缩短地址，例如减少筛选条件"),
	HEADERS_TOO_LARGE(431, "Headers too large", "请求头过大", "The headers are larger than 8 KB", "请求头超过 8 KB",
			"Send fewer or shorter headers and cookies", "请减少或缩短请求头与 Cookie"),
	INTERNAL_ERROR(500, "Internal error", "内部错误", "The service could not complete the request", "服务未能完成请求",
			"Try again later; if it persists inform the operators", "请稍后重试；如仍失败请联系运维"),
	NOT_IMPLEMENTED(501, "Not implemented", "不支持的请求方式", "CONNECT is not supported, and a body is plain or chunked",
			"不提供隧道（CONNECT），正文须为普通或分块（chunked）传输", "Use GET or POST; leave out Transfer-Encoding or say chunked",
			"请改用 GET 或 POST；Transfer-Encoding 请省略或写作 chunked"),
	HTTP_VERSION_NOT_SUPPORTED(505, "HTTP version not supported", "不支持的 HTTP 版本",
			"Requests are read as HTTP/1.0 and HTTP/1.1", "只接受 HTTP/1.0 与 HTTP/1.1", "Send the request as HTTP/1.1",
			"请按 HTTP/1.1 发送请求");

	private final int status;

	private final String[] texts;

	ConnectionProblem(int status, String... texts) {
		this.status = status;
		this.texts = texts;
	}

	/** The problem that a status says; null if it is anything else. */
	static @Nullable ConnectionProblem of(int status) {
		for (ConnectionProblem each : values()) {
			if (each.status == status) {
				return each;
			}
		}
		return null;
	}

	/** The HTTP status that it comes with. */
	public int status() {
		return this.status;
	}

	/** The last part of its address, {@code /problems/<code>}. */
	public String code() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	String json() {
		return ("{\"type\":\"/problems/" + code() + "\",\"title\":\"%s\",\"titleZh\":\"%s\",\"status\":" + this.status
				+ ",\"detail\":\"%s\",\"detailZh\":\"%s\",\"code\":\"" + code()
				+ "\",\"advice\":\"%s\",\"adviceZh\":\"%s\"}")
			.formatted((Object[]) this.texts);
	}

}
