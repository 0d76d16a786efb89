package org.shuyuan.gateway.opening;

import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.catalogue.CatalogueFollower;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.web.GatewayIdempotency;
import org.shuyuan.gateway.web.JsonMembers;
import org.shuyuan.gateway.web.RecordVersion;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.openapi.IdempotentOperation;
import org.shuyuan.support.openapi.JsonBody;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.support.web.Page;
import org.shuyuan.support.web.ParameterValue;
import org.shuyuan.support.web.Precondition;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.process.ProcessAction;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.role.Role;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Applications for data that open conditionally (Guangzhou Digital Economy Regulation,
 * art. 65): a real name, a stated use, a term.
 */
@RestController
@RequestMapping("/api/v1/sharing/applications")
@Tag(name = "applications")
class ApplicationController {

	private final Applications applications;

	private final CatalogueFollower catalogue;

	private final GatewayIdempotency gatewayIdempotency;

	ApplicationController(Applications applications, CatalogueFollower catalogue,
			GatewayIdempotency gatewayIdempotency) {
		this.applications = applications;
		this.catalogue = catalogue;
		this.gatewayIdempotency = gatewayIdempotency;
	}

	@PostMapping
	@IdempotentOperation
	@ResponseStatus(HttpStatus.CREATED)
	ResponseEntity<Application> apply(Caller caller, HttpServletRequest http,
			@JsonBody(NewApplication.class) @RequestBody JsonNode body) {
		Role role = applicant(caller);
		NewApplication asked = complete(body);
		KnownEntry known = entry(asked.entry());
		if (!known.inForce() || !(known.entry().openness() instanceof Openness.Conditional)) {
			throw notConditional();
		}
		return this.gatewayIdempotency.onceInTransaction(http, caller, () -> {
			Application made = this.applications
				.apply(caller.subject(), role.code(), known.id(), known.entry().title(), known.entry().agency(),
						asked.name(), asked.use(), asked.until())
				.orElseThrow(ApplicationController::exists);
			return ResponseEntity.created(URI.create("/api/v1/sharing/applications/" + made.id()))
				.eTag(new RecordVersion(made.version()).etag())
				.body(ApplicationActions.offer(caller, made));
		});
	}

	@GetMapping
	Page<Application> list(Caller caller, @RequestParam(required = false) @Nullable String state,
			@RequestParam(defaultValue = "9223372036854775807") @Min(0) long after,
			@RequestParam(defaultValue = "50") @Min(1) @Max(Page.MOST) int limit) {
		ParameterValue.oneOf("state", state, List.of("applied", "accepted", "refused", "withdrawn", "expired"));
		int most = limit + 1;
		List<Application> found = caller.seesAll() ? this.applications.list(null, null, state, after, most)
				: (caller.agency() != null && caller.department())
						? this.applications.list(caller.agency(), null, state, after, most)
						: this.applications.list(null, caller.subject(), state, after, most);
		List<Application> shown = found.stream()
			.map((application) -> ApplicationActions.offer(caller, application))
			.toList();
		return Page.of(shown, limit, (application) -> Long.toString(application.number()));
	}

	@GetMapping("/{id}")
	ResponseEntity<Application> read(Caller caller, @PathVariable String id) {
		Application application = visible(caller, id);
		return ResponseEntity.ok()
			.eTag(new RecordVersion(application.version()).etag())
			.body(ApplicationActions.offer(caller, application));
	}

	@PostMapping("/{id}/accept")
	ResponseEntity<Application> accept(Caller caller, @PathVariable String id,
			@JsonBody(ApplicationStep.class) @RequestBody(required = false) @Nullable JsonNode body) {
		Application application = visible(caller, id);
		Role role = ApplicationActions.require(caller, application, ProcessAction.ACCEPT);
		ApplicationStep step = step(body, List.of("reason", "until"));
		LocalDate until = (step.until() != null) ? step.until() : application.until();
		if (until.isAfter(application.until()) || until.isBefore(this.applications.today())) {
			throw incomplete(List.of(wrong("until", "时限须在今天与所申请的时限之间", "Between today and the day asked for")));
		}
		return moved(caller, application, "accepted", until, role, "accept", step.reason());
	}

	@PostMapping("/{id}/refuse")
	ResponseEntity<Application> refuse(Caller caller, @PathVariable String id,
			@JsonBody(ApplicationStep.class) @RequestBody(required = false) @Nullable JsonNode body) {
		Application application = visible(caller, id);
		Role role = ApplicationActions.require(caller, application, ProcessAction.REFUSE);
		return moved(caller, application, "refused", application.until(), role, "refuse",
				reason(step(body, List.of("reason"))));
	}

	/** By the person at any time; by the provider or the authority with a reason. */
	@PostMapping("/{id}/withdraw")
	ResponseEntity<Application> withdraw(Caller caller, @PathVariable String id,
			@JsonBody(ApplicationStep.class) @RequestBody(required = false) @Nullable JsonNode body) {
		Application application = visible(caller, id);
		ApplicationStep step = step(body, List.of("reason"));
		Role role = ApplicationActions.require(caller, application, ProcessAction.WITHDRAW);
		String reason = ApplicationActions.own(caller, application) ? null : reason(step);
		return moved(caller, application, "withdrawn", application.until(), role, "withdraw", reason);
	}

	private ResponseEntity<Application> moved(Caller caller, Application application, String state, LocalDate until,
			Role role, String what, @Nullable String note) {
		if (!this.applications.move(application, state, until, caller.subject(), role.code(), what, note)) {
			throw Precondition.stale();
		}
		return read(caller, application.id().value());
	}

	private Application visible(Caller caller, String id) {
		try {
			return this.applications.find(new GrantId(id))
				.filter((application) -> caller.seesAll() || caller.subject().equals(application.person())
						|| caller.department() && caller.actsFor(application.provider()))
				.orElseThrow(ApplicationController::notFound);
		}
		catch (IllegalArgumentException _) {
			throw notFound();
		}
	}

	private static Role applicant(Caller caller) {
		caller.require(Role.CITIZEN, Role.DEVELOPER);
		return caller.has(Role.CITIZEN) ? Role.CITIZEN : Role.DEVELOPER;
	}

	/** The entry, as far as the public may know of it. */
	private KnownEntry entry(@Nullable String id) {
		try {
			EntryId entry = new EntryId(String.valueOf(id));
			return this.catalogue
				.find((snapshot) -> snapshot.find(entry)
					.filter((known) -> known.published() && known.entry().discoverability() == Discoverability.PUBLIC))
				.orElseThrow(NotFound::entry);
		}
		catch (IllegalArgumentException _) {
			throw NotFound.entry();
		}
	}

	private NewApplication complete(JsonNode body) {
		JsonMembers given = JsonMembers.of(body, "GZ65", List.of("entry", "name", "use", "until"));
		String entry = given.text("entry").orElse("");
		String name = given.text("name", 100).orElse("");
		String use = given.text("use").orElse("");
		LocalDate until = given.day("until").orElse(LocalDate.MIN);
		List<Violation> wrong = new ArrayList<>(given.wrong());
		required(wrong, name, "name", "真实姓名", "real name");
		required(wrong, use, "use", "使用用途", "use");
		LocalDate latest = this.applications.latest();
		if (until.isBefore(this.applications.today()) || until.isAfter(latest)) {
			wrong.add(wrong("until", "使用时限须在今天与 " + latest + " 之间", "The time limit is between today and " + latest));
		}
		if (!wrong.isEmpty()) {
			throw incomplete(wrong);
		}
		return new NewApplication(entry, name, use, until);
	}

	private static void required(List<Violation> wrong, String text, String path, String zh, String en) {
		boolean named = wrong.stream().anyMatch((each) -> each.path().equals(path));
		if (!named && text.codePoints().noneMatch(Character::isLetterOrDigit)) {
			wrong.add(wrong(path, "缺少" + zh, "The " + en + " is missing"));
		}
	}

	private static ApplicationStep step(@Nullable JsonNode body, List<String> members) {
		JsonMembers given = JsonMembers.of(body, "GZ65", members);
		ApplicationStep step = new ApplicationStep(given.text("reason").orElse(null), given.day("until").orElse(null));
		if (!given.wrong().isEmpty()) {
			throw incomplete(given.wrong());
		}
		return step;
	}

	private static String reason(ApplicationStep step) {
		if (step.reason() == null) {
			throw incomplete(List.of(wrong("reason", "缺少理由", "The reason is missing")));
		}
		return step.reason();
	}

	private static Violation wrong(String path, String zh, String en) {
		return new Violation(path + "-missing", Violation.Severity.INVALID, path, Text.of(zh, en),
				Text.of("请更正后重试", "Correct it and try again"), "GZ65");
	}

	private static Problem incomplete(List<Violation> missing) {
		return new Problem(GatewayProblemType.APPLICATION_INCOMPLETE,
				Text.of("缺少或有误的内容共 " + missing.size() + " 处", missing.size() + " things are missing or wrong"),
				Text.of("请按列出的各项一次补全", "Supply everything that is listed"))
			.violations(missing);
	}

	private static Problem notFound() {
		return NotFound.of(GatewayProblemType.APPLICATION_NOT_FOUND, "开放申请", "application");
	}

	private static Problem exists() {
		return new Problem(GatewayProblemType.APPLICATION_EXISTS,
				Text.of("您对该目录的申请正在办理或仍然有效", "Your application for this entry is under review, or in force"),
				Text.of("请查看我的申请；可撤回后重新申请", "See your applications; withdraw it to apply again"));
	}

	private static Problem notConditional() {
		return new Problem(GatewayProblemType.APPLICATION_IMPOSSIBLE,
				Text.of("该目录不是有条件开放", "The entry does not open conditionally"), Text.of("无条件开放的数据可直接下载；不予开放的数据不能申请",
						"What opens without conditions can be downloaded; what is closed cannot be applied for"));
	}

	/**
	 * What a person states.
	 */
	record NewApplication(String entry, String name, String use, LocalDate until) {
	}

	/**
	 * What is stated with a step.
	 */
	record ApplicationStep(@Nullable String reason, @Nullable LocalDate until) {
	}

}
