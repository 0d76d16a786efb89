package org.shuyuan.portal.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.ListPage;
import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.portal.display.EntryTitles;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;

/**
 * Decisions as recorded, for the auditor, who sees everything and changes nothing.
 */
@Controller
class AuditController {

	private static final Duration AROUND = Duration.ofMinutes(5);

	private final SharingDesk sharing;

	private final CatalogueDesk catalogue;

	private final EntryTitles titles;

	private final RecordedJson json;

	private final ZoneId zone;

	AuditController(SharingDesk sharing, CatalogueDesk catalogue, EntryTitles titles, JsonMapper json,
			PlatformProperties platform) {
		this.sharing = sharing;
		this.catalogue = catalogue;
		this.titles = titles;
		this.json = new RecordedJson(json);
		this.zone = platform.zone();
	}

	@GetMapping("/audit")
	String search(@RequestParam Map<String, String> asked, Model model) {
		Map<String, String> query = new LinkedHashMap<>();
		put(query, "from", day(asked.get("from"), 0));
		put(query, "to", day(asked.get("to"), 1));
		for (String name : List.of("subject", "agency", "entry", "outcome", "after")) {
			put(query, name, asked.get(name));
		}
		model.addAttribute("asked", asked);
		model.addAttribute("wrongDay",
				List.of("from", "to")
					.stream()
					.anyMatch((name) -> !asked.getOrDefault(name, "").isBlank() && !query.containsKey(name)));
		ListPage<Map<String, Object>> decisions = this.sharing.audit(query);
		model.addAttribute("decisions", decisions);
		named(decisions.items(), model);
		model.addAttribute("heads", this.sharing.auditHeads());
		return "audit/search";
	}

	@GetMapping("/audit/records/{id:[a-zA-Z0-9-]{1,64}}")
	String record(@PathVariable String id, @RequestParam Instant at, Model model) {
		List<Map<String, Object>> around = this.sharing
			.audit(Map.of("from", at.minus(AROUND).toString(), "to", at.plus(AROUND).toString(), "limit", "200"))
			.items();
		int index = 0;
		while (index < around.size() && !id.equals(around.get(index).get("id"))) {
			index++;
		}
		boolean found = index < around.size();
		model.addAttribute("number", id);
		List<Map<String, Object>> near = found
				? around.subList(Math.max(0, index - 1), Math.min(around.size(), index + 2)) : List.of();
		model.addAttribute("near", near);
		model.addAttribute("json", this.json);
		named(near, model);
		return "audit/record";
	}

	/**
	 * What the entries that records name are called, and the people of their agencies.
	 */
	private void named(List<Map<String, Object>> records, Model model) {
		model.addAttribute("titles", this.titles.of(records.stream().map((one) -> one.get("entry")).toList()));
		Map<String, Object> people = new LinkedHashMap<>();
		records.stream()
			.map((one) -> one.get("agency"))
			.filter(String.class::isInstance)
			.distinct()
			.forEach((agency) -> {
				try {
					this.catalogue.assignments(agency.toString())
						.forEach((one) -> people.put(String.valueOf(one.get("subject")), one.get("name")));
				}
				catch (CallRefused | RestClientException ex) {
					// their records then name the agency alone
				}
			});
		model.addAttribute("people", people);
	}

	@GetMapping("/audit/export")
	void export(HttpServletResponse response) {
		this.sharing.exportAudit((headers, bytes) -> {
			MediaType type = headers.getContentType();
			response.setContentType((type != null) ? type.toString() : MediaType.APPLICATION_NDJSON_VALUE);
			String offered = headers.getFirst(HttpHeaders.CONTENT_DISPOSITION);
			response.setHeader(HttpHeaders.CONTENT_DISPOSITION, (offered != null) ? offered
					: ContentDisposition.attachment().filename("audit.ndjson").build().toString());
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			bytes.transferTo(response.getOutputStream());
		});
		try {
			response.flushBuffer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private @Nullable String day(@Nullable String typed, int plusDays) {
		if (typed == null || typed.isBlank()) {
			return null;
		}
		try {
			return LocalDate.parse(typed).plusDays(plusDays).atStartOfDay(this.zone).toInstant().toString();
		}
		catch (DateTimeParseException ex) {
			return null;
		}
	}

	private static void put(Map<String, String> query, String name, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			query.put(name, value.strip());
		}
	}

}
