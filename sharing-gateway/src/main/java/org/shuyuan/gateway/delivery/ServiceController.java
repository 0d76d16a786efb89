package org.shuyuan.gateway.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Set;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.access.AccessGate;
import org.shuyuan.gateway.access.AccessRequest;
import org.shuyuan.gateway.access.Demand;
import org.shuyuan.gateway.access.PermittedAccess;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.upstream.Upstream;
import org.shuyuan.gateway.upstream.UpstreamCalls;
import org.shuyuan.gateway.upstream.Upstreams;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemType;
import org.shuyuan.support.web.UncheckedParameters;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Passes calls on to an agency's own service. Who may have all the entry's items may ask
 * it; the gateway cannot cut items or rows out of another's answer.
 */
@RestController
@RequestMapping("/api/v1/sharing/distributions/{id}/service")
@Tag(name = "data")
class ServiceController {

	private static final int LONGEST_QUERY = 4096;

	private final AccessGate accessGate;

	private final Upstreams upstreams;

	private final UpstreamCalls calls;

	private final DeliveryWatch watch;

	ServiceController(AccessGate accessGate, Upstreams upstreams, UpstreamCalls calls, DeliveryWatch watch) {
		this.watch = watch;
		this.accessGate = accessGate;
		this.upstreams = upstreams;
		this.calls = calls;
	}

	@GetMapping
	@UncheckedParameters
	@ApiResponse(responseCode = "200", description = "The unchanged response of the agency's service",
			content = @Content(mediaType = "*/*", schema = @Schema(type = "string", format = "binary")))
	@ApiResponse(responseCode = "204", description = "The agency's service answers nothing")
	void ask(Caller caller, @PathVariable DistributionId id,
			@RequestHeader(name = "Shuyuan-Grant", required = false) @Nullable String grant,
			@RequestHeader(name = "Shuyuan-Purpose", required = false) @Nullable String purpose,
			@RequestHeader(name = "Accept", required = false) @Nullable String accept, HttpServletRequest request,
			HttpServletResponse response) throws IOException, HttpRequestMethodNotSupportedException {
		if (!request.getMethod().equals("GET")) {
			throw new HttpRequestMethodNotSupportedException(request.getMethod(), Set.of("GET"));
		}
		String query = request.getQueryString();
		if (query != null && query.length() > LONGEST_QUERY) {
			throw new Problem(CommonProblemType.PARAMETER_INVALID,
					Text.of("参数超过 4096 个字符", "The query is longer than 4096 characters"),
					Text.of("请缩短参数", "Shorten the query"));
		}
		PermittedAccess<Upstream> permittedAccess = this.accessGate.admit(
				new AccessRequest(caller, id, Action.Kind.SERVICE, grant, purpose),
				(offer) -> new Demand<>(this.upstreams.find(id)
					.orElseThrow(() -> NotFound.of(GatewayProblemType.UPSTREAM_NOT_FOUND, "登记的服务地址",
							"registered service address")),
						Set.of(), 0, 0));
		Passing passing = new Passing(permittedAccess);
		DeliveryGuard guard = this.watch.over(permittedAccess, request, response, passing::cancel);
		try {
			response.setHeader("Shuyuan-Decision", permittedAccess.decision());
			passing.on(query, accept, response);
		}
		catch (IOException | RuntimeException ex) {
			guard.failed(ex);
			throw ex;
		}
		finally {
			guard.close();
			this.accessGate.settle(permittedAccess, 0, passing.sent > 0);
		}
	}

	/** One call on its way, which another thread may cancel. */
	private final class Passing {

		private final PermittedAccess<Upstream> permittedAccess;

		private volatile @Nullable Call call;

		private volatile boolean taken;

		private long sent;

		Passing(PermittedAccess<Upstream> permittedAccess) {
			this.permittedAccess = permittedAccess;
		}

		void cancel() {
			this.taken = true;
			Call running = this.call;
			if (running != null) {
				running.cancel();
			}
		}

		void on(@Nullable String query, @Nullable String accept, HttpServletResponse response) throws IOException {
			try {
				Call prepared = ServiceController.this.calls.prepare(this.permittedAccess.need(), query, accept);
				this.call = prepared;
				if (this.taken) {
					prepared.cancel();
				}
				try (Response answer = prepared.execute()) {
					pass(answer, response);
				}
			}
			catch (IOException ex) {
				if (this.taken) {
					throw DeliveryRevoked.of(this.permittedAccess.watch().reason(), this.permittedAccess.decision(),
							response);
				}
				if (response.isCommitted()) {
					throw ex;
				}
				throw (ex instanceof InterruptedIOException) ? silent() : unreachable();
			}
		}

		private void pass(Response answer, HttpServletResponse response) throws IOException {
			if (answer.code() != 200 && answer.code() != 204) {
				throw refusal(answer.code());
			}
			long most = ServiceController.this.calls.mostBytes();
			if (answer.body().contentLength() > most) {
				throw tooLong();
			}
			response.setStatus(answer.code());
			response
				.setContentType(Objects.requireNonNullElse(answer.header("Content-Type"), "application/octet-stream"));
			response.setHeader("Content-Disposition", "attachment");
			response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
			response.setHeader("Cache-Control", "no-store");
			copy(answer.body().byteStream(), response, most);
		}

		private void copy(InputStream in, HttpServletResponse response, long most) throws IOException {
			OutputStream out = response.getOutputStream();
			byte[] buffer = new byte[1 << 14];
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				if (this.taken) {
					throw new IOException("Revoked");
				}
				if (this.sent + read > most && !response.isCommitted()) {
					throw tooLong();
				}
				if (this.sent + read > most) {
					throw new IOException("The service's answer is too long");
				}
				out.write(buffer, 0, read);
				out.flush();
				this.sent += read;
			}
		}

	}

	private static Problem refusal(int status) {
		return switch (status) {
			case 301, 302, 303, 307,
					308 ->
				problem(GatewayProblemType.UPSTREAM_REDIRECTS,
						Text.of("服务要求跳转到其他地址，网关不跟随", "The service redirects, and the gateway does not follow"),
						Text.of("请由提供部门登记最终地址", "The provider registers the final address"));
			case 401, 403,
					407 ->
				problem(GatewayProblemType.UPSTREAM_CREDENTIAL,
						Text.of("服务不接受网关的凭据", "The service does not accept the gateway's credential"),
						Text.of("请由提供部门更新登记的凭据", "The provider registers a current credential"));
			case 400, 404, 405, 406, 409, 410, 413, 414, 422, 429 -> problem(GatewayProblemType.UPSTREAM_REJECTED,
					Text.of("服务不接受这些参数（" + status + "）", "The service does not accept this query (" + status + ")"),
					Text.of("请按服务说明调整参数后重试", "Correct the query as the service describes it, then try again"))
				.property("upstreamStatus", status);
			default -> problem(GatewayProblemType.UPSTREAM_FAILED,
					Text.of("服务未能正常回答（" + status + "）", "The service did not answer properly (" + status + ")"),
					Text.of("请稍后重试；如持续发生请联系提供部门", "Try again later; if it persists inform the provider"))
				.property("upstreamStatus", status);
		};
	}

	private static Problem unreachable() {
		return problem(GatewayProblemType.UPSTREAM_UNREACHABLE,
				Text.of("无法连接到提供部门的服务", "The provider's service cannot be reached"),
				Text.of("请稍后重试；如持续发生请联系提供部门", "Try again later; if it persists inform the provider"));
	}

	private static Problem silent() {
		return problem(GatewayProblemType.UPSTREAM_TIMEOUT,
				Text.of("提供部门的服务未在时限内回答", "The provider's service did not answer in time"),
				Text.of("请缩小查询范围或稍后重试", "Narrow the query, or try again later"));
	}

	private static Problem tooLong() {
		return problem(GatewayProblemType.UPSTREAM_TOO_LONG,
				Text.of("服务的回答超过网关转发的上限", "The service's answer is longer than the gateway passes on"),
				Text.of("请缩小查询范围", "Narrow the query"));
	}

	private static Problem problem(ProblemType type, Text detail, Text advice) {
		return new Problem(type, detail, advice);
	}

}
