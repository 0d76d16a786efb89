package org.shuyuan.portal.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.GrantSummary;
import org.shuyuan.portal.client.ListPage;
import org.shuyuan.portal.client.RequestSummary;
import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.portal.display.Display;
import org.shuyuan.portal.display.EntryTitles;
import org.shuyuan.portal.display.FormAction;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Grants: what a department may have, its data streamed through, and how it ends.
 */
@Controller
class GrantController {

	private final SharingDesk sharing;

	private final CatalogueDesk catalogue;

	private final EntryTitles titles;

	GrantController(SharingDesk sharing, CatalogueDesk catalogue, EntryTitles titles) {
		this.sharing = sharing;
		this.catalogue = catalogue;
		this.titles = titles;
	}

	@GetMapping("/workbench/grants")
	String list(@RequestParam(required = false) @Nullable String after, Model model) {
		ListPage<GrantSummary> grants = this.sharing.grants(after);
		model.addAttribute("grants", grants);
		model.addAttribute("titles", this.titles.of(grants.items().stream().map(GrantSummary::entry).toList()));
		return "workbench/grants";
	}

	@GetMapping("/workbench/grants/{id}")
	String grant(@PathVariable String id, Model model) {
		GrantSummary grantSummary = this.sharing.grant(id);
		RequestSummary request = this.sharing.request(FormText.orEmpty(grantSummary.request()));
		model.addAttribute("grant", grantSummary);
		model.addAttribute("request", request);
		Map<String, String> names = new LinkedHashMap<>();
		Display reader = (Display) Objects.requireNonNull(model.getAttribute("reader"));
		try {
			this.catalogue.entry(FormText.orEmpty(request.entry()))
				.entry()
				.items()
				.forEach((item) -> names.put(String.valueOf(item.id()), reader.text(item.name())));
		}
		catch (CallRefused ex) {
			// items then appear without their names
			names.clear();
		}
		model.addAttribute("itemNames", names);
		model.addAttribute("whole",
				!names.isEmpty() && grantSummary.rows().isEmpty() && grantSummary.items().containsAll(names.keySet()));
		return "workbench/grant";
	}

	@GetMapping("/workbench/grants/{id}/data.{format:csv|xlsx|json}")
	void data(@PathVariable String id, @PathVariable String format, HttpServletResponse response) {
		GrantSummary grantSummary = this.sharing.grant(id);
		RequestSummary request = this.sharing.request(FormText.orEmpty(grantSummary.request()));
		String distribution = (grantSummary.distribution() != null) ? grantSummary.distribution()
				: request.distribution();
		this.sharing.rows(grantSummary, FormText.orEmpty(distribution), format, (headers, bytes) -> {
			MediaType type = headers.getContentType();
			if (type != null) {
				response.setContentType(type.toString());
			}
			String decision = headers.getFirst("Shuyuan-Decision");
			if (decision != null) {
				response.setHeader("Shuyuan-Decision", decision);
			}
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			String offered = headers.getFirst(HttpHeaders.CONTENT_DISPOSITION);
			response.setHeader(HttpHeaders.CONTENT_DISPOSITION, (offered != null) ? offered
					: ContentDisposition.attachment().filename("data." + format).build().toString());
			bytes.transferTo(response.getOutputStream());
		});
		try {
			response.flushBuffer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@GetMapping("/workbench/grants/{id}/file")
	void file(@PathVariable String id, HttpServletResponse response) {
		GrantSummary grantSummary = this.sharing.grant(id);
		RequestSummary request = this.sharing.request(FormText.orEmpty(grantSummary.request()));
		String distribution = (grantSummary.distribution() != null) ? grantSummary.distribution()
				: request.distribution();
		this.sharing.file(grantSummary, FormText.orEmpty(distribution), (headers, bytes) -> {
			for (String name : List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH,
					HttpHeaders.CONTENT_DISPOSITION, "Shuyuan-Decision")) {
				String value = headers.getFirst(name);
				if (value != null) {
					response.setHeader(name, value);
				}
			}
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			bytes.transferTo(response.getOutputStream());
		});
	}

	@PostMapping("/workbench/grants/{id}/{step:suspend|resume|revoke|disposal}")
	String step(@PathVariable String id, @PathVariable String step, @RequestParam(defaultValue = "") String reason,
			@RequestParam(defaultValue = "") String how, @RequestParam(defaultValue = "") String filing,
			@RequestParam(defaultValue = "") String etag, RedirectAttributes flash) {
		Map<String, Object> said = new LinkedHashMap<>();
		if (step.equals("disposal")) {
			said.put("how", how.strip());
		}
		else if (!reason.isBlank()) {
			said.put("reason", reason.strip());
		}
		if (step.equals("revoke") && !filing.isBlank()) {
			said.put("filing", filing.strip());
		}
		return FormAction.of(step, Map.of("reason", reason, "how", how, "filing", filing), "/workbench/grants/" + id,
				flash, () -> this.sharing.grantStep(id, step, etag, said));
	}

}
