package org.shuyuan.support.problem;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.identifier.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UrlPathHelper;

/**
 * Turns what goes wrong under a service's own paths into problems; other services in the
 * same context answer for theirs.
 */
public final class ProblemExceptionHandler implements HandlerExceptionResolver, Ordered {

	/** Where it stands; handlers that only record refusals run before it. */
	public static final int ORDER = HIGHEST_PRECEDENCE + 110;

	private static final Logger LOG = LoggerFactory.getLogger(ProblemExceptionHandler.class);

	/** The headers of the answer that is not given; the writer sets its length again. */
	private static final List<String> OF_AN_ANSWER = List.of(HttpHeaders.ETAG, HttpHeaders.LAST_MODIFIED,
			HttpHeaders.CACHE_CONTROL, HttpHeaders.ACCEPT_RANGES, HttpHeaders.CONTENT_RANGE,
			HttpHeaders.CONTENT_DISPOSITION, HttpHeaders.CONTENT_ENCODING);

	private final ProblemWriter writer;

	private final List<String> paths;

	/**
	 * Answers for a service.
	 * @param paths how the addresses under which the service answers begin
	 */
	public ProblemExceptionHandler(ProblemWriter writer, String... paths) {
		this.writer = writer;
		this.paths = List.of(paths);
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		if (!ours(UrlPathHelper.defaultInstance.getPathWithinApplication(request))
				|| ex instanceof AccessDeniedException || ex instanceof AuthenticationException) {
			return null;
		}
		if (response.isCommitted() && !(ex instanceof ConnectionBroken)) {
			return null;
		}
		if (ex instanceof ConnectionBroken || ex instanceof ClientAbortException
				|| ex instanceof AsyncRequestNotUsableException) {
			LOG.debug("The client disconnected", ex);
			return new ModelAndView();
		}
		try {
			response.resetBuffer();
			OF_AN_ANSWER.forEach((header) -> response.setHeader(header, null));
			this.writer.write(response, problem(ex));
		}
		catch (IOException gone) {
			LOG.debug("The client disconnected", gone);
		}
		return new ModelAndView();
	}

	private boolean ours(String path) {
		return this.paths.stream().anyMatch(path::startsWith);
	}

	private static ErrorResponse problem(Exception ex) {
		return switch (ex) {
			case Problem problem -> problem;
			case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
			case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
			case TypeMismatchException mismatch -> parameterInvalid(mismatch.getPropertyName());
			case HandlerMethodValidationException outside -> ParameterOutOfRange.of(outside);
			case ErrorResponse refused -> refused(refused);
			case InvalidParameterException _ -> undecodable();
			case RequestRejectedException rejected -> rejected(rejected);
			case MultipartException _ -> refused(new HttpMediaTypeNotSupportedException("multipart"));
			case CannotCreateTransactionException _, TransactionSystemException _, DataAccessResourceFailureException _,
					TransientDataAccessException _ ->
				notReady("The database does not answer", ex);
			case IOException _ -> notReady("The storage failed", ex);
			case DuplicateKeyException _ -> meanwhile();
			case DataAccessException data when refusedByDatabase(data) -> new Problem(CommonProblemType.VALUE_INVALID,
					Text.of("请求中有数据库不能保存的字符", "The request carries characters that cannot be stored"));
			default -> {
				LOG.error("Failed to answer", ex);
				yield new Problem(CommonProblemType.INTERNAL_ERROR,
						Text.of("服务未能完成请求", "The service could not complete the request"));
			}
		};
	}

	private static Problem unreadable(HttpMessageNotReadableException ex) {
		Throwable cause = ex.getMostSpecificCause();
		if (cause instanceof Problem problem) {
			return problem;
		}
		return new Problem(CommonProblemType.BODY_BROKEN,
				Text.of("正文不是所声明格式的有效内容", "The body is not valid content of its declared type"));
	}

	private static Problem mismatch(MethodArgumentTypeMismatchException ex) {
		if (ex.getParameter().hasParameterAnnotation(PathVariable.class)) {
			Problem notFound = notFound(ex.getRequiredType());
			if (notFound != null) {
				return notFound;
			}
		}
		return parameterInvalid(ex.getName());
	}

	private static @Nullable Problem notFound(@Nullable Class<?> id) {
		if (id == EntryId.class) {
			return NotFound.entry();
		}
		if (id == AgencyId.class) {
			return NotFound.agency();
		}
		if (id == DistributionId.class) {
			return NotFound.distribution();
		}
		if (id == RequestId.class) {
			return NotFound.request();
		}
		return (id == GrantId.class) ? NotFound.grant() : null;
	}

	private static Problem meanwhile() {
		return new Problem(CommonProblemType.WRITTEN_MEANWHILE,
				Text.of("另一请求同时写入了相同的内容", "Another request wrote the same at the same time"));
	}

	/**
	 * What the firewall rejects: a method, by its words alone, or else a parameter or
	 * header.
	 */
	static Problem rejected(RequestRejectedException rejected) {
		if (String.valueOf(rejected.getMessage()).contains("HTTP method")) {
			return new Problem(CommonProblemType.METHOD_NOT_ALLOWED,
					Text.of("不支持该请求方法", "The request's method is not supported"));
		}
		return new Problem(CommonProblemType.BAD_REQUEST, Text.of("地址、参数或请求头含有控制字符或未编码的字符",
				"The address, a parameter or a header has control characters or characters that are not encoded"),
				Text.of("请按 UTF-8 百分号编码，并去掉控制字符", "Write it as percent-encoded UTF-8, without control characters"));
	}

	private static Problem undecodable() {
		return new Problem(CommonProblemType.PARAMETER_INVALID,
				Text.of("参数无法按 UTF-8 解码", "A parameter cannot be decoded as UTF-8"),
				Text.of("请以 UTF-8 百分号编码书写参数", "Write parameters in percent-encoded UTF-8"));
	}

	private static Problem parameterInvalid(@Nullable String name) {
		String parameter = (name != null) ? name : "?";
		return new Problem(CommonProblemType.PARAMETER_INVALID,
				Text.of("参数 " + parameter + " 的值无效", "The value of the parameter " + parameter + " is not valid"),
				Text.of("请按接口文档填写该参数", "See the interface description for its accepted values"))
			.property("parameter", parameter);
	}

	private static ErrorResponse refused(ErrorResponse refused) {
		HttpStatus status = HttpStatus.resolve(refused.getStatusCode().value());
		if (status == null || status.is5xxServerError() && status != HttpStatus.SERVICE_UNAVAILABLE) {
			return refused;
		}
		CommonProblemType type = switch (status) {
			case NOT_FOUND -> CommonProblemType.NOT_FOUND;
			case METHOD_NOT_ALLOWED -> CommonProblemType.METHOD_NOT_ALLOWED;
			case NOT_ACCEPTABLE -> CommonProblemType.NOT_ACCEPTABLE;
			case UNSUPPORTED_MEDIA_TYPE -> CommonProblemType.MEDIA_TYPE_UNSUPPORTED;
			case CONTENT_TOO_LARGE -> CommonProblemType.TOO_LARGE;
			case SERVICE_UNAVAILABLE -> CommonProblemType.NOT_READY;
			default -> CommonProblemType.BAD_REQUEST;
		};
		String phrase = status.getReasonPhrase().toLowerCase(Locale.ROOT);
		Problem problem = new Problem(type,
				Text.of("请求不符合接口要求：" + phrase, "The request does not fit this interface: " + phrase),
				Text.of("请对照接口文档检查地址、方法、参数与媒体类型",
						"Check address, method, parameters and media types against the interface description"));
		problem.getHeaders().addAll(refused.getHeaders());
		return problem;
	}

	private static boolean refusedByDatabase(DataAccessException ex) {
		return ex.getRootCause() instanceof SQLException sql && sql.getSQLState() != null
				&& sql.getSQLState().startsWith("22");
	}

	private static Problem notReady(String why, Exception ex) {
		LOG.warn(why, ex);
		Problem problem = new Problem(CommonProblemType.NOT_READY,
				Text.of("数据库或对象存储暂时没有响应", "The database or the object store does not answer at the moment"));
		problem.getHeaders().set("Retry-After", "2");
		return problem;
	}

}
