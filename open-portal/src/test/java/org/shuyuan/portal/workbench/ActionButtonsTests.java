package org.shuyuan.portal.workbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.portal.DeskPages;

import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * Which buttons each role sees: those of the actions that the services offer the person,
 * and no others, whatever the roles and the state.
 */
class ActionButtonsTests extends DeskPages {

	private static final String ID = "rrrrrrrrrrrrrrrrrrrrrrrrrr";

	@BeforeEach
	void prepare() {
		services.on("GET /catalogue/entries/" + ENTRY, 200, entry("published", ""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "sharing-officer|draft|edit withdraw", "sharing-head|draft|agree decline withdraw",
					"sharing-officer|completing|edit complete withdraw",
					"sharing-officer|submitted|review ask-completion extend", "sharing-head|submitted|extend",
					"sharing-head|reviewed|approve refuse extend dispute", "sharing-officer|refused|dispute",
					"sharing-head|ordered|approve", "sharing-officer|approved|", "sharing-head|draft|",
					"sharing-officer sharing-head steward|reviewed|" })
	void aRequestShowsTheFormsOfItsActions(String roles, String state, String actions) {
		services.on("GET /sharing/requests/" + ID, 200, request(state, actions));
		Map<String, String> forms = new LinkedHashMap<>();
		for (String step : List.of("edit", "agree", "decline", "review", "ask-completion", "complete", "approve",
				"refuse", "extend", "withdraw", "dispute")) {
			forms.put(step, "\"/workbench/requests/" + ID + "/" + step + "\"");
		}
		shows("/workbench/requests/" + ID, roles, forms, actions);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "sharing-head|active|suspend revoke dispute", "sharing-head|suspended|resume revoke",
					"sharing-officer|active|disposal dispute", "sharing-officer|active|", "sharing-head|ended|",
					"sharing-head|suspended|revoke" })
	void aGrantShowsTheFormsOfItsActions(String roles, String state, String actions) {
		services.on("GET /sharing/requests/" + ID, 200, request("approved", ""));
		services.on("GET /sharing/grants/" + ID, 200, """
				{"id":"%s","request":"%s","state":"%s","items":[],"rows":["区:notnull"],"purpose":"planning",
				 "until":"2027-01-01","actions":%s}""".formatted(ID, ID, state, json(actions)));
		Map<String, String> forms = new LinkedHashMap<>();
		for (String step : List.of("suspend", "resume", "revoke", "disposal", "dispute")) {
			forms.put(step, "\"/workbench/grants/" + ID + "/" + step + "\"");
		}
		shows("/workbench/grants/" + ID, roles, forms, actions);
	}

	@Test
	void whatIsNoStepOfARequestIsNotSent() {
		for (String step : List.of("approves", "..", "consent-extension")) {
			assertThat(send(post("/workbench/requests/" + ID + "/{step}", step), "sharing-head"))
				.hasStatus4xxClientError();
		}
		assertThat(services.asked("POST")).isEmpty();
	}

	@Test
	void whatIsRequiredIsMarkedSo() {
		services.on("GET /sharing/requests/" + ID, 200, request("approved", ""));
		for (String required : List.of("reason", "reason\",\"filing")) {
			services.on("GET /sharing/grants/" + ID, 200, """
					{"id":"%s","request":"%s","state":"active","items":[],"rows":[],"until":"2027-01-01",
					 "actions":[{"name":"revoke","required":["%s"]}]}""".formatted(ID, ID, required));
			String page = page("/workbench/grants/" + ID, "sharing-head");
			assertThat(page).contains("id=\"revoke-filing\"");
			String label = page.replaceAll("(?s).*<label for=\"revoke-filing\">(.*?)</label>.*", "$1");
			assertThat(label.contains("desk-required")).as(label).isEqualTo(required.contains("filing"));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "steward|draft|edit assess submit", "department-head|draft|consent retire",
					"cdo|revising|consent", "department-head|published|suspend retire", "steward|published|edit",
					"department-head|suspended|resume retire", "department-head|suspended|retire", "steward|submitted|",
					"steward department-head cdo|draft|", "steward department-head cdo|published|" })
	void anEntryShowsItsAgencyTheFormsOfItsActions(String roles, String state, String actions) {
		services.on("GET /catalogue/entries/" + ENTRY, 200, entry(state, actions));
		Map<String, String> forms = new LinkedHashMap<>();
		forms.put("edit", "class=\"desk-button desk-second\" href=\"/workbench/entries/" + ENTRY + "/edit\"");
		forms.put("assess", "\"/workbench/entries/" + ENTRY + "/assessments\"");
		for (String step : List.of("consent", "submit", "suspend", "resume", "retire")) {
			forms.put(step, "\"/workbench/entries/" + ENTRY + "/" + step + "\"");
		}
		shows("/workbench/entries/" + ENTRY, roles, forms, actions);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "submitted|publish return", "submitted|return", "published|suspend retire",
			"suspended|resume retire", "draft|retire", "submitted|", "published|" })
	void anEntryShowsTheAuthorityTheFormsOfItsActions(String state, String actions) {
		services.on("GET /catalogue/entries/" + ENTRY, 200, entry(state, actions));
		Map<String, String> forms = new LinkedHashMap<>();
		for (String step : List.of("publish", "return", "suspend", "resume", "retire")) {
			forms.put(step, "\"/authority/entries/" + ENTRY + "/" + step + "\"");
		}
		shows("/authority/entries/" + ENTRY, "authority", forms, actions);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "confirm reject", "reject", "restore", "''" })
	void aVersionShowsTheFormsOfItsActions(String actions) {
		services.on("GET /catalogue/entries/" + ENTRY, 200, entry("published", ""));
		services.on("GET /sharing/distributions/" + DISTRIBUTION + "/versions/2", 200,
				"""
						{"version":"2","state":"waiting","inForce":false,"filename":"a.csv","bytes":1,"at":"2026-05-02T01:00:00Z",
						 "findings":[],"actions":%s}"""
					.formatted(json(actions)));
		String address = "/workbench/entries/" + ENTRY + "/data/" + DISTRIBUTION + "/2";
		Map<String, String> forms = new LinkedHashMap<>();
		for (String step : List.of("confirm", "reject", "restore")) {
			forms.put(step, "\"" + address + "/" + step + "\"");
		}
		shows(address, "steward", forms, actions);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "sharing-head|statement withdraw", "sharing-officer|statement", "sharing-head|" })
	void aDisputeShowsASideTheFormsOfItsActions(String role, String actions) {
		services.on("GET /sharing/disputes", 200, dispute(actions));
		Map<String, String> forms = new LinkedHashMap<>();
		for (String step : List.of("statement", "withdraw")) {
			forms.put(step, "\"/workbench/disputes/" + ID + "/" + step + "\"");
		}
		shows("/workbench/disputes", role, forms, actions);
	}

	@ParameterizedTest
	@ValueSource(strings = { "decision", "" })
	void theAuthoritySeesTheFormsOfWhatItMayDecide(String actions) {
		services.on("GET /sharing/disputes", 200, dispute(actions));
		shows("/authority/disputes", "authority", Map.of("decision", "\"/authority/disputes/" + ID + "\""), actions);
		services.on("GET /catalogue/conflicts", 200, conflict(actions));
		shows("/authority/conflicts", "authority", Map.of("decision", "\"/authority/conflicts/" + ID + "\""), actions);
		services.on("GET /sharing/negative-list/hits", 200, """
				{"items":[{"id":"%s","rule":"mobile","column":"备注","state":"open","actions":%s}]}""".formatted(ID,
				json(actions)));
		shows("/authority/hits", "authority", Map.of("decision", "\"/authority/hits/" + ID + "\""), actions);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "consent-extension refuse-extension", "refuse-extension", "''" })
	void theAuthoritySeesExtensionsThatWait(String actions) {
		services.on("GET /sharing/requests", 200, "{\"items\":[" + request("submitted", actions) + "]}");
		shows("/authority/extensions", "authority", Map.of("consent-extension", "\"/authority/extensions/" + ID + "\"",
				"refuse-extension", "\"/authority/extensions/" + ID + "/refuse\""), actions);
	}

	@ParameterizedTest
	@ValueSource(strings = { "order", "" })
	void theAuthorityOrdersWhereTheTermIsOver(String actions) {
		services.on("GET /sharing/requests", 200, "{\"items\":[" + request("ordered", actions) + "]}");
		shows("/authority/disputes", "authority", Map.of("order", "\"/authority/orders/" + ID + "\""), actions);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "steward|statement", "department-head|statement", "steward|" })
	void aConflictShowsAClaimantTheFormOfAStatement(String role, String actions) {
		services.on("GET /catalogue/conflicts", 200, conflict(actions));
		shows("/workbench/conflicts", role, Map.of("statement", "\"/workbench/conflicts/" + ID + "/statement\""),
				actions);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "applied|accept refuse", "accepted|withdraw", "applied|", "withdrawn|" })
	void anApplicationShowsTheProviderTheFormsOfItsActions(String state, String actions) {
		services.on("GET /sharing/applications", 200, application(state, actions));
		Map<String, String> forms = new LinkedHashMap<>();
		for (String step : List.of("accept", "refuse", "withdraw")) {
			forms.put(step, "\"/workbench/applications/" + ID + "/" + step + "\"");
		}
		shows("/workbench/applications", "sharing-officer", forms, actions);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "applied|withdraw", "accepted|withdraw", "refused|", "accepted|" })
	void anApplicationShowsThePersonThatItMayBeWithdrawn(String state, String actions) {
		services.on("GET /sharing/applications", 200, application(state, actions));
		shows("/account/applications", "citizen", Map.of("withdraw", "\"/account/applications/" + ID + "/withdraw\""),
				actions);
	}

	@Test
	void rowConditionsAreWrittenAsTheGatewayReadsThem() {
		services.on("PUT /sharing/requests/" + ID, 200, "{}");
		send(post("/workbench/requests/" + ID + "/edit").param("etag", "\"7\"")
			.param("filters[0].column", "时间:开始")
			.param("filters[0].op", "ge")
			.param("filters[0].value", "08:00")
			.param("filters[1].column", "区")
			.param("filters[1].op", "notnull")
			.param("filters[1].value", ""), "sharing-officer");
		assertThat(services.asked("PUT")).singleElement()
			.satisfies((asked) -> assertThat(asked.body()).contains("\"rows\":[\"时间:开始:ge:08:00\",\"区:notnull\"]"));
		services.on("GET /catalogue/entries/" + ENTRY, 200, entry("published", ""));
		services.on("GET /sharing/requests/" + ID, 200,
				request("draft", "edit").replace("\"rows\":[]", "\"rows\":[\"区:notnull\",\"时间:开始:ge:08:00\"]"));
		assertThat(page("/workbench/requests/" + ID, "sharing-officer")).contains("区 不为空", "时间:开始 不小于 08:00");
		assertThat(page("/workbench/requests/" + ID + "/edit", "sharing-officer")).contains("value=\"08:00\"");
	}

	@Test
	void theHistoryNamesAssessmentsInWords() {
		services.on("GET /catalogue/entries/" + ENTRY, 200, entry("draft", ""));
		services.on("GET /catalogue/entries/" + ENTRY + "/revisions/1", 200, entry("draft", ""));
		services.on("GET /catalogue/entries/" + ENTRY + "/revisions", 200, """
				{"items":[{"revision":1,"state":"draft","at":"2026-05-01T01:00:00Z","by":"x","change":"assessed",
				 "assessment":{"kind":"secrecy","outcome":"passed"}}]}""");
		assertThat(page("/workbench/entries/" + ENTRY + "/revisions", "steward")).contains("保密风险评估 · 通过");
	}

	private void shows(String page, String roles, Map<String, String> forms, String actions) {
		List<String> offered = names(actions);
		String html = page(page, roles.split(" "));
		forms.forEach((action, form) -> {
			if (offered.contains(action)) {
				assertThat(html).as(action).contains(form);
			}
			else {
				assertThat(html).as(action).doesNotContain(form);
			}
		});
	}

	private String page(String page, String... roles) {
		MvcTestResult result = send(get(page).header(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN"), roles);
		assertThat(result).hasStatusOk();
		return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
	}

	private static List<String> names(String actions) {
		return (actions == null || actions.isBlank()) ? List.of() : List.of(actions.split(" "));
	}

	private static String json(String actions) {
		return names(actions).stream()
			.map((name) -> "{\"name\":\"" + name + "\",\"required\":[]}")
			.collect(Collectors.joining(",", "[", "]"));
	}

	private static String request(String state, String actions) {
		return """
				{"id":"%s","number":"2026-0001","state":"%s","entry":"%s","entryTitle":{"zh":"公交站点"},
				 "distribution":"%s","provider":"%s","requester":"%s","items":[],"rows":[],"history":[],"clocks":[],
				 "actions":%s}""".formatted(ID, state, ENTRY, DISTRIBUTION, AGENCY, AGENCY, json(actions));
	}

	private static String entry(String state, String actions) {
		return """
				{"entry":{"id":"%s","title":{"zh":"公交站点"},"agency":"%s","themes":[],"discoverability":"public",
				 "items":[],"distributions":[],"completeness":"full"},
				 "record":{"state":"%s","revision":1,"changed":"2026-05-01T01:00:00Z","assessments":[],"missing":[],
				 "actions":%s},"violations":[]}""".formatted(ENTRY, AGENCY, state, json(actions));
	}

	private static String dispute(String actions) {
		return """
				{"items":[{"id":"%s","request":"r","provider":"%s","requester":"x","agency":"%s","statement":"属法定职责",
				 "state":"open","statements":[],"at":"2026-05-01T01:00:00Z","possible":["dismiss"],"actions":%s}]}"""
			.formatted(ID, AGENCY, AGENCY, json(actions));
	}

	private static String conflict(String actions) {
		return """
				{"items":[{"id":"%s","element":"facility-name","entityKind":"place","area":"990100",
				 "claimants":[{"agency":"%s"}],"reason":"重复采集","state":"open","actions":%s}]}""".formatted(ID, AGENCY,
				json(actions));
	}

	private static String application(String state, String actions) {
		return """
				{"items":[{"id":"%s","number":1,"state":"%s","entry":"%s","entryTitle":{"zh":"公交站点"},"provider":"%s",
				 "name":"张三","use":"毕业论文","until":"2027-01-01","applied":"2026-05-01T01:00:00Z","history":[],
				 "actions":%s}]}""".formatted(ID, state, ENTRY, AGENCY, json(actions));
	}

}
