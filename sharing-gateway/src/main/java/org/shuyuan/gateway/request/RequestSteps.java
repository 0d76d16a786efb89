package org.shuyuan.gateway.request;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.edge.caller.Caller;
import org.shuyuan.edge.caller.RoleMissing;
import org.shuyuan.edge.problem.NotFound;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.RequestId;
import org.shuyuan.vocab.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the steps of a request, each in one transaction (Government Data Sharing
 * Regulation, art. 20-22): two keys on both sides, turned by different people.
 */
@Component
class RequestSteps {

	private static final Logger LOG = LoggerFactory.getLogger(RequestSteps.class);

	private final RequestStore requests;

	private final Requesting requesting;

	private final Clocks clocks;

	private final Grants grants;

	private final JdbcClient sql;

	private final Clock clock;

	private final boolean demo;

	RequestSteps(RequestStore requests, Requesting requesting, Clocks clocks, Grants grants, JdbcClient sql,
			Clock clock, @Value("${gateway.demo:false}") boolean demo) {
		this.requests = requests;
		this.requesting = requesting;
		this.clocks = clocks;
		this.grants = grants;
		this.sql = sql;
		this.clock = clock;
		this.demo = demo;
		if (demo) {
			LOG.warn("Demonstration: the day a request was received can be given by its sender");
		}
	}

	static AgencyId agency(Caller caller) {
		AgencyId agency = caller.agency();
		if (agency == null) {
			throw new RoleMissing(Role.SHARING_OFFICER, Role.SHARING_HEAD);
		}
		return agency;
	}

	/** The request, for both sides and those who see all. */
	SharingRequest visible(Caller caller, RequestId id) {
		return this.requests.find(id)
			.filter((request) -> caller.seesAll() || caller.actsFor(request.requester())
					|| (caller.actsFor(request.provider()) && request.received() != null))
			.orElseThrow(NotFound::request);
	}

	@Transactional
	public void edit(Caller caller, SharingRequest request, Fields fields) {
		possible(request, Step.EDIT);
		this.requesting.checked(fields, caller, this.clocks.today());
		if (!Objects.equals(fields.entry(), request.fields().entry())) {
			throw RequestProblems.incomplete(List.of(RequestProblems.invalid("entry", "不能更换目录，请另行申请",
					"The entry cannot be changed; make another request")));
		}
		if (request.state() == RequestState.COMPLETING && widened(request.fields(), fields)) {
			throw RequestProblems.incomplete(List.of(RequestProblems.invalid("scope", "补正不能扩大本部门负责人已同意的范围、用途或时限，请另行申请",
					"Completing does not widen what your sharing head agreed to; make another request")));
		}
		this.requests.move(request, request.state());
		this.requests.edit(request, fields);
		done(caller, request, Step.EDIT, Role.SHARING_OFFICER, null);
	}

	private static boolean widened(Fields agreed, Fields now) {
		return !agreed.items().containsAll(now.items()) || !now.rows().containsAll(agreed.rows())
				|| !Objects.equals(agreed.distribution(), now.distribution())
				|| !Objects.equals(agreed.purpose(), now.purpose())
				|| Objects.requireNonNull(now.until()).isAfter(Objects.requireNonNull(agreed.until()));
	}

	@Transactional
	public void take(Caller caller, SharingRequest request, Step step, Said said, @Nullable String received) {
		Role role = allowed(caller, request, step);
		possible(request, step);
		switch (step) {
			case AGREE -> agree(caller, request, received);
			case DECLINE, REFUSE -> {
				String reason = needed(said.reason(), "reason", "理由", "reason");
				this.requests.move(request, step.next(request.state()));
				this.clocks.stop(request.id(), "reply");
				done(caller, request, step, role,
						(said.citation() != null) ? reason + " · " + said.citation() : reason);
				return;
			}
			case ASK_COMPLETION -> {
				if (this.requests.wasDone(request.id(), step.code())) {
					throw RequestProblems.once("completion-asked-before", "已要求补正一次", "Completion was asked for before");
				}
				if (listed(said).isBlank()) {
					throw RequestProblems.fieldMissing("missing", "需补正的内容", "list of what is missing");
				}
				this.requests.move(request, RequestState.COMPLETING);
				this.clocks.pause(request.id());
				done(caller, request, step, role, listed(said));
				return;
			}
			case COMPLETE -> {
				this.requests.move(request, RequestState.SUBMITTED);
				this.clocks.resume(request.id());
			}
			case REVIEW -> {
				this.requests.move(request, RequestState.REVIEWED);
				this.requests.reviewed(request.id(), caller.subject());
				done(caller, request, step, role, needed(said.opinion(), "opinion", "审核意见", "opinion"));
				return;
			}
			case APPROVE -> approve(caller, request, said, day(received));
			case EXTEND -> {
				if (this.requests.wasDone(request.id(), step.code())) {
					throw RequestProblems.once("extended-before", "只能延期一次", "An extension is asked for once");
				}
				String reason = needed(said.reason(), "reason", "理由", "reason");
				int days = extension(said);
				this.requests.move(request, request.state());
				this.requests.extension(request.id(), days);
				done(caller, request, step, role, reason + " · " + days);
				return;
			}
			case CONSENT_EXTENSION -> {
				if (!this.requests.wasDone(request.id(), Step.EXTEND.code()) || this.clocks.extended(request.id())) {
					throw RequestProblems.once("extension-not-asked", "没有待同意的延期", "No extension waits for consent");
				}
				this.requests.move(request, request.state());
				LocalDate due = this.clocks.extend(request.id(), this.requests.extension(request.id()));
				done(caller, request, step, role, due.toString());
				return;
			}
			case WITHDRAW -> {
				this.requests.move(request, RequestState.WITHDRAWN);
				this.clocks.stop(request.id(), "reply");
			}
			case EDIT -> throw new IllegalArgumentException("Edits carry fields");
		}
		done(caller, request, step, role, (said.note() != null) ? said.note() : said.reason());
	}

	private static String listed(Said said) {
		JsonNode missing = said.missing();
		if (missing == null || !missing.isArray()) {
			return (missing != null) ? missing.asString("") : "";
		}
		return missing.valueStream()
			.map((each) -> each.isString() ? each.asString() : each.toString())
			.filter((each) -> !each.isBlank())
			.collect(Collectors.joining("；"));
	}

	private int extension(Said said) {
		int most = this.clocks.days("reply-extension");
		int days = (said.days() != null) ? said.days() : most;
		if (days < 1 || days > most) {
			throw RequestProblems.incomplete(List.of(RequestProblems.invalid("days", "延期为 1 至 " + most + " 个工作日",
					"An extension is 1 to " + most + " working days")));
		}
		return days;
	}

	private void agree(Caller caller, SharingRequest request, @Nullable String received) {
		if (caller.subject().equals(request.createdBy())) {
			throw RequestProblems.samePerson();
		}
		boolean undertaken = this.sql.sql("select exists (select from gateway.undertaking where agency = :agency)")
			.param("agency", request.requester().value())
			.query(Boolean.class)
			.single();
		if (!undertaken) {
			throw RequestProblems.undertakingMissing();
		}
		this.requesting.mayLeave(request);
		Instant at = arrival(received);
		boolean unconditional = this.requesting.unconditional(request);
		this.requests.move(request, unconditional ? RequestState.APPROVED : RequestState.SUBMITTED);
		this.requests.received(request.id(), at, caller.subject());
		this.clocks.start(request.id(), "reply", unconditional ? "reply-unconditional" : "reply-conditional", at);
		if (unconditional) {
			this.clocks.stop(request.id(), "reply");
			this.clocks.start(request.id(), "data-flow", "data-flow", at);
			this.grants.grant(request, request.fields().items(), request.fields().rows(), null, null,
					Objects.requireNonNull(request.fields().until()));
			this.requests.done(request.id(), "system", "system", "grant", null);
		}
	}

	/** The day something is looked at: today, unless it is a demonstration. */
	LocalDate day(@Nullable String received) {
		return LocalDate.ofInstant(arrival(received), Clocks.ZONE);
	}

	/** Only where the configuration says it is a demonstration, and only a day past. */
	private Instant arrival(@Nullable String received) {
		Instant now = this.clock.instant();
		if (!this.demo || received == null) {
			return now;
		}
		try {
			Instant day = LocalDate.parse(received).atTime(9, 0).atZone(Clocks.ZONE).toInstant();
			return day.isBefore(now) ? day : now;
		}
		catch (DateTimeParseException _) {
			return now;
		}
	}

	private void approve(Caller caller, SharingRequest request, Said said, LocalDate day) {
		if (caller.subject().equals(request.reviewedBy())) {
			throw RequestProblems.samePerson();
		}
		List<String> items = (said.items() != null) ? said.items() : request.fields().items();
		LocalDate asked = Objects.requireNonNull(request.fields().until());
		LocalDate until = (said.until() != null) ? said.until() : asked;
		if (items.isEmpty() || !Set.copyOf(request.fields().items()).containsAll(items)) {
			throw RequestProblems.incomplete(
					List.of(RequestProblems.invalid("items", "只能批准所申请的数据项", "Only items asked for can be granted")));
		}
		if (until.isAfter(asked) || until.isBefore(day)) {
			throw RequestProblems
				.incomplete(List.of(RequestProblems.invalid("until", "时限不能超过所申请的时限", "Not beyond the time asked for")));
		}
		List<String> rows = new ArrayList<>(request.fields().rows());
		if (said.rows() != null) {
			said.rows().stream().filter((row) -> !rows.contains(row)).forEach(rows::add);
		}
		if (!this.requesting.fit(request, rows)) {
			throw RequestProblems.incomplete(List
				.of(RequestProblems.invalid("rows", "行条件须为 列名:运算符:值", "Row conditions are column:operator:value")));
		}
		if (said.quotaBroken()) {
			throw RequestProblems.incomplete(List.of(RequestProblems.invalid("quota", "配额须为正整数",
					"A quota is a positive whole number, of rows or of {rows, calls}")));
		}
		this.requesting.mayLeave(request);
		this.requests.move(request, RequestState.APPROVED);
		this.clocks.stop(request.id(), "reply");
		this.clocks.start(request.id(), "data-flow", "data-flow", this.clock.instant());
		this.grants.grant(request, items, rows, said.quota("rows"), said.quota("calls"), until);
	}

	private void done(Caller caller, SharingRequest request, Step step, Role role, @Nullable String note) {
		this.requests.done(request.id(), caller.subject(), role.code(), step.code(), note);
	}

	private static void possible(SharingRequest request, Step step) {
		if (!step.possible(request.state())) {
			throw RequestProblems.illegal(step.code(), request.state().code(), Step.possibleFrom(request.state()));
		}
	}

	private static Role allowed(Caller caller, SharingRequest request, Step step) {
		return switch (step) {
			case AGREE, DECLINE -> one(caller, request.requester(), Role.SHARING_HEAD);
			case COMPLETE, EDIT -> one(caller, request.requester(), Role.SHARING_OFFICER);
			case WITHDRAW -> one(caller, request.requester(), Role.SHARING_OFFICER, Role.SHARING_HEAD);
			case ASK_COMPLETION, REVIEW -> one(caller, request.provider(), Role.SHARING_OFFICER);
			case APPROVE, REFUSE -> one(caller, request.provider(), Role.SHARING_HEAD);
			case EXTEND -> one(caller, request.provider(), Role.SHARING_OFFICER, Role.SHARING_HEAD);
			case CONSENT_EXTENSION -> {
				caller.require(Role.AUTHORITY);
				yield Role.AUTHORITY;
			}
		};
	}

	static Role one(Caller caller, AgencyId agency, Role... roles) {
		for (Role role : roles) {
			if (caller.has(role) && caller.actsFor(agency)) {
				return role;
			}
		}
		throw new RoleMissing(roles);
	}

	static String needed(@Nullable String text, String path, String zh, String en) {
		if (text == null || text.isBlank() || text.length() > 4000 || text.indexOf('\0') >= 0) {
			throw RequestProblems.fieldMissing(path, zh, en);
		}
		return text.strip();
	}

}
