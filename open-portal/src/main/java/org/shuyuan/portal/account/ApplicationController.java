package org.shuyuan.portal.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.ListPage;
import org.shuyuan.portal.client.OpenApplication;
import org.shuyuan.portal.client.PublicRead;
import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.portal.display.FormAction;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A person's applications for data that open on conditions, and the data themselves.
 */
@Controller
class ApplicationController {

	private final SharingDesk sharing;

	private final CatalogueDesk catalogue;

	ApplicationController(SharingDesk sharing, CatalogueDesk catalogue) {
		this.sharing = sharing;
		this.catalogue = catalogue;
	}

	@GetMapping("/account/applications")
	String list(@RequestParam(required = false) @Nullable String entry,
			@RequestParam(required = false) @Nullable String after, Model model) {
		ListPage<OpenApplication> applications = this.sharing.applications(null, after);
		Map<String, PublicRead> entries = new LinkedHashMap<>();
		for (OpenApplication application : applications.items()) {
			if (application.accepted() && application.entry() != null) {
				find(application.entry(), entries);
			}
		}
		if (entry != null && entry.matches("[a-z2-7]{26}")) {
			model.addAttribute("wanted", wanted(entry, entries));
			model.addAttribute("entry", entry);
		}
		model.addAttribute("applications", applications);
		model.addAttribute("entries", entries);
		return "account/applications";
	}

	private PublicRead wanted(String entry, Map<String, PublicRead> entries) {
		PublicRead read = entries.get(entry);
		return (read != null) ? read : this.catalogue.publicEntry(entry);
	}

	private void find(String entry, Map<String, PublicRead> entries) {
		try {
			entries.put(entry, this.catalogue.publicEntry(entry));
		}
		catch (CallRefused _) {
			// it was closed meanwhile; the application is still listed
		}
	}

	@PostMapping("/account/applications")
	String apply(@RequestParam String entry, @RequestParam(defaultValue = "") String name,
			@RequestParam(defaultValue = "") String use, @RequestParam(defaultValue = "") String until,
			@RequestParam(defaultValue = "") String once, RedirectAttributes flash) {
		Map<String, Object> said = new LinkedHashMap<>(
				Map.of("entry", entry, "name", name.strip(), "use", use.strip()));
		if (until.matches("\\d{4}-\\d{2}-\\d{2}")) {
			said.put("until", until);
		}
		flash.addAttribute("entry", entry);
		return FormAction.of("apply", Map.of("name", name, "use", use, "until", until), "/account/applications", flash,
				() -> this.sharing.apply(said, once));
	}

	@PostMapping("/account/applications/{id}/withdraw")
	String withdraw(@PathVariable String id, RedirectAttributes flash) {
		return FormAction.of("withdraw", Map.of(), "/account/applications", flash,
				() -> this.sharing.applicationStep(id, "withdraw", Map.of()));
	}

	@GetMapping("/account/data/{distribution}.csv")
	void data(@PathVariable String distribution, HttpServletResponse response) {
		if (!distribution.matches("[a-z2-7]{26}")) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		this.sharing.ownRows(distribution, (headers, bytes) -> {
			response.setContentType("text/csv;charset=UTF-8");
			String decision = headers.getFirst("Shuyuan-Decision");
			if (decision != null) {
				response.setHeader("Shuyuan-Decision", decision);
			}
			response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
			String offered = headers.getFirst(HttpHeaders.CONTENT_DISPOSITION);
			response.setHeader(HttpHeaders.CONTENT_DISPOSITION, (offered != null) ? offered
					: ContentDisposition.attachment().filename("data.csv").build().toString());
			bytes.transferTo(response.getOutputStream());
		});
		try {
			response.flushBuffer();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
