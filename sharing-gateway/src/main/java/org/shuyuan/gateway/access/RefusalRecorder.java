package org.shuyuan.gateway.access;

import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.audit.AuditFailed;
import org.shuyuan.gateway.audit.AuditRecord;
import org.shuyuan.gateway.audit.Ledger;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.problem.ProblemExceptionHandler;
import org.shuyuan.support.problem.ProblemWriter;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.GrantId;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Records what was rejected before a decision: what is not there or not for the caller,
 * and what the caller has no role for. Nothing of the caller's own text is kept but ids
 * in their form, so that random requests fill at most one line.
 */
@Component
class RefusalRecorder implements HandlerExceptionResolver, Ordered {

	private static final String API = "/api/v1/sharing/";

	private static final String DECISION = "Shuyuan-Decision";

	private final PublicRefusals refusals;

	private final Snapshot snapshot;

	private final ProblemWriter problems;

	private final Clock clock;

	RefusalRecorder(PublicRefusals refusals, Snapshot snapshot, ProblemWriter problems, Clock clock) {
		this.refusals = refusals;
		this.snapshot = snapshot;
		this.problems = problems;
		this.clock = clock;
	}

	/** Before the one that answers. */
	@Override
	public int getOrder() {
		return ProblemExceptionHandler.ORDER - 1;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
		Optional<String> reason = reason(ex);
		if (!pattern.startsWith(API) || reason.isEmpty()) {
			return null;
		}
		try {
			response.setHeader(DECISION, this.refusals
				.record(recorded(Ledger.number(), request, pattern.substring(API.length()), reason.get())));
			return null;
		}
		catch (AuditFailed failed) {
			return answer(response, failed);
		}
	}

	private static Optional<String> reason(Exception ex) {
		return switch (ex) {
			case AccessRefused _ -> Optional.empty();
			case Problem problem when problem.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)
					|| problem.getStatusCode().isSameCodeAs(HttpStatus.FORBIDDEN) ->
				Optional.of(problem.code());
			case MethodArgumentTypeMismatchException mismatch when mismatch.getParameter()
				.hasParameterAnnotation(PathVariable.class) -> Optional.of("id-malformed");
			default -> Optional.empty();
		};
	}

	private AuditRecord recorded(String number, HttpServletRequest request, String pattern, String reason) {
		Caller caller = Caller.current();
		String action = Arrays.stream(pattern.split("/"))
			.filter((part) -> !part.startsWith("{"))
			.collect(Collectors.joining("/"));
		Optional<DistributionId> distribution = id(request, "distributions", pattern, DistributionId::new);
		Optional<GrantId> grant = id(request, "grants", pattern, GrantId::new);
		Optional<KnownEntry> entry = distribution.flatMap(this.snapshot::find);
		return AuditRecord
			.of(number, this.clock.instant(), caller.subject().isEmpty() ? "public" : caller.subject(), "refuse",
					action)
			.agency((caller.agency() != null) ? caller.agency().value() : null)
			.reason(reason)
			.entry(entry.map(KnownEntry::id).map(Object::toString).orElse(null))
			.distribution(distribution.map(DistributionId::value).orElse(null))
			.grant(grant.map(GrantId::value).orElse(null))
			.provider(entry.map((known) -> known.entry().agency().value()).orElse(null))
			.build();
	}

	private static <T> Optional<T> id(HttpServletRequest request, String kind, String pattern,
			Function<String, T> read) {
		if (pattern.startsWith(kind + "/{id}")
				&& request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> named) {
			try {
				return Optional.of(read.apply(String.valueOf(named.get("id"))));
			}
			catch (IllegalArgumentException _) {
				return Optional.empty();
			}
		}
		return Optional.empty();
	}

	private ModelAndView answer(HttpServletResponse response, AuditFailed failed) {
		try {
			this.problems.write(response, failed);
		}
		catch (IOException _) {
			// the caller disconnected
		}
		return new ModelAndView();
	}

}
