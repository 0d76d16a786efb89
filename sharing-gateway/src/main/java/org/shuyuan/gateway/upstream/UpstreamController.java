package org.shuyuan.gateway.upstream;

import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.tags.Tag;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.catalogue.CatalogueFollower;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where an agency registers the address of its own service. */
@RestController
@RequestMapping("/api/v1/sharing/distributions/{id}/upstream")
@Tag(name = "upstreams")
class UpstreamController {

	private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

	private static final Pattern CREDENTIAL = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,4094}[\\x21-\\x7e])?");

	/** Headers that say how a message travels, or that are the gateway's own. */
	private static final Set<String> RESERVED = Set.of("host", "connection", "content-length", "transfer-encoding",
			"upgrade", "te", "trailer", "keep-alive", "proxy-authorization", "proxy-connection", "expect", "accept",
			"accept-encoding", "range", "user-agent");

	private final CatalogueFollower catalogue;

	private final Upstreams upstreams;

	private final UpstreamCalls calls;

	UpstreamController(CatalogueFollower catalogue, Upstreams upstreams, UpstreamCalls calls) {
		this.catalogue = catalogue;
		this.upstreams = upstreams;
		this.calls = calls;
	}

	@PutMapping
	Upstreams.UpstreamRegistration register(Caller caller, @PathVariable DistributionId id,
			@RequestBody UpstreamRegistrationInput said) {
		own(caller, id);
		this.upstreams.put(id, said(said), caller.subject());
		return read(caller, id);
	}

	@GetMapping
	Upstreams.UpstreamRegistration read(Caller caller, @PathVariable DistributionId id) {
		own(caller, id);
		return this.upstreams.registered(id).orElseThrow(UpstreamController::unregistered);
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void remove(Caller caller, @PathVariable DistributionId id) {
		own(caller, id);
		if (!this.upstreams.remove(id)) {
			throw unregistered();
		}
	}

	private void own(Caller caller, DistributionId id) {
		KnownEntry known = this.catalogue
			.find((snapshot) -> snapshot.find(id).filter((entry) -> caller.actsFor(entry.entry().agency())))
			.orElseThrow(NotFound::distribution);
		caller.require(Role.STEWARD, Role.SHARING_OFFICER);
		if (known.entry()
			.distributions()
			.stream()
			.noneMatch((each) -> id.equals(each.id()) && each.kind() == DistributionKind.SERVICE)) {
			throw invalid("数据资源不是服务接口", "The distribution is not a service");
		}
	}

	private Upstream said(UpstreamRegistrationInput said) {
		HttpUrl address = HttpUrl.parse(String.valueOf(said.address()));
		if (address == null || !address.username().isEmpty() || !address.password().isEmpty()
				|| address.encodedQuery() != null || address.encodedFragment() != null) {
			throw invalid("地址须为不含用户、参数和片段的 http(s) 地址",
					"The address is an http(s) one without user, query and fragment");
		}
		if (!address.isHttps() && !this.calls.hosts().here(address.host())) {
			throw invalid("本机以外的地址须使用 https", "Beyond this machine the address uses https");
		}
		try {
			this.calls.hosts().lookup(address.host());
		}
		catch (Hosts.HostInside _) {
			throw invalid("内部网络的地址须由运维人员先行允许", "An internal address must first be allowed by the operators");
		}
		catch (UnknownHostException _) {
			// it may not be there yet; every call looks again
		}
		String header = said.header();
		String credential = said.credential();
		if ((header == null) != (credential == null)) {
			throw invalid("凭据须同时写明请求头与内容", "A credential has a header and a value");
		}
		if (header != null && (!HEADER.matcher(header).matches() || RESERVED.contains(header.toLowerCase(Locale.ROOT))
				|| !CREDENTIAL.matcher(String.valueOf(credential)).matches())) {
			throw invalid("凭据的请求头或内容无效", "The credential's header or value is not valid");
		}
		return new Upstream(address, header, credential);
	}

	private static Problem invalid(String zh, String en) {
		return new Problem(GatewayProblemType.UPSTREAM_INVALID, Text.of(zh, en));
	}

	private static Problem unregistered() {
		return NotFound.of(GatewayProblemType.UPSTREAM_NOT_FOUND, "登记的服务地址", "registered service address");
	}

	/**
	 * Where the service answers.
	 *
	 * @param header header that carries the credential
	 * @param credential kept for the gateway, never shown again
	 */
	record UpstreamRegistrationInput(@Nullable String address, @Nullable String header, @Nullable String credential) {
	}

}
