package org.shuyuan.catalogue.agency;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.caller.Caller;
import org.shuyuan.catalogue.caller.RoleMissing;
import org.shuyuan.catalogue.problem.CatalogueProblem;
import org.shuyuan.catalogue.problem.NotFound;
import org.shuyuan.catalogue.request.Page;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Citation;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.Role;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/catalogue/agencies/{uscc}/duties")
@Tag(name = "duties")
class DutyController {

	private final JdbcClient sql;

	private final JsonMapper json;

	private final Agencies agencies;

	private final Clock clock;

	DutyController(JdbcClient sql, JsonMapper json, Agencies agencies, Clock clock) {
		this.sql = sql;
		this.json = json;
		this.agencies = agencies;
		this.clock = clock;
	}

	@GetMapping
	Page<Duty> list(@PathVariable AgencyId uscc, @RequestParam(defaultValue = "") String after,
			@RequestParam(defaultValue = "50") int limit, Caller caller) {
		if (!this.agencies.exists(uscc) || !caller.seesAll() && !caller.actsFor(uscc)) {
			throw NotFound.agency();
		}
		List<Duty> found = this.sql.sql("""
				select document from catalogue.duty where agency = :agency and code > :after
				order by code limit :limit
				""")
			.param("agency", uscc.value())
			.param("after", after)
			.param("limit", Page.limit(limit) + 1)
			.query(String.class)
			.stream()
			.map((document) -> this.json.readValue(document, Duty.class))
			.toList();
		return Page.of(found, limit, (duty) -> String.valueOf(duty.code()));
	}

	@PutMapping("/{code}")
	Duty put(@PathVariable AgencyId uscc, @PathVariable String code, @RequestBody Duty duty, Caller caller) {
		if (!this.agencies.exists(uscc) || !caller.has(Role.AUTHORITY) && !caller.actsFor(uscc)) {
			throw NotFound.agency();
		}
		if (!caller.has(Role.AUTHORITY, Role.STEWARD)) {
			throw new RoleMissing(Role.AUTHORITY, Role.STEWARD);
		}
		if (duty.title() == null) {
			throw new CatalogueProblem(HttpStatus.UNPROCESSABLE_CONTENT, "duty-invalid",
					Text.of("职能无效", "Invalid duty"), Text.of("职能须有中文名称", "A duty has a Chinese title"),
					Text.of("请补充 title.zh", "Add title.zh"))
				.clause("GZ64");
		}
		Duty named = new Duty(code, duty.title(), duty.basis(), duty.expects(), duty.entries());
		this.sql.sql("""
				insert into catalogue.duty (agency, code, document, changed)
				values (:agency, :code, :document::jsonb, :now)
				on conflict (agency, code) do update set document = excluded.document, changed = excluded.changed
				""")
			.param("agency", uscc.value())
			.param("code", code)
			.param("document", this.json.writeValueAsString(named))
			.param("now", Timestamp.from(this.clock.instant()))
			.update();
		return named;
	}

	/**
	 * A duty 职能 and the data it should yield.
	 *
	 * @param code its code within the agency
	 * @param title what it is
	 * @param basis the law it rests on
	 * @param expects standard data elements it should yield
	 * @param entries entries that hold them
	 */
	record Duty(@Nullable String code, Text title, List<Citation> basis, List<String> expects, List<EntryId> entries) {

		Duty {
			basis = (basis == null) ? List.of() : List.copyOf(basis);
			expects = (expects == null) ? List.of() : List.copyOf(expects);
			entries = (entries == null) ? List.of() : List.copyOf(entries);
		}

	}

}
