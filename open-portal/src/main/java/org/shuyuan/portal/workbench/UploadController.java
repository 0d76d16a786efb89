package org.shuyuan.portal.workbench;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.ReviewedRows;
import org.shuyuan.portal.client.ServiceProblem;
import org.shuyuan.portal.client.SharingDesk;
import org.shuyuan.portal.client.VersionSummary;
import org.shuyuan.portal.display.Display;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClientException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Data under a distribution: sent through to the gateway, then watched until its fate is
 * known.
 */
@Controller
class UploadController {

	private static final int REFRESH_SECONDS = 4;

	private final CatalogueDesk catalogue;

	private final SharingDesk sharing;

	UploadController(CatalogueDesk catalogue, SharingDesk sharing) {
		this.catalogue = catalogue;
		this.sharing = sharing;
	}

	@PostMapping("/workbench/entries/{id}/data/{distribution}")
	String upload(@PathVariable String id, @PathVariable String distribution,
			@RequestParam(required = false) @Nullable MultipartFile file, Model model, RedirectAttributes flash) {
		String form = "upload-" + distribution;
		if (file == null || file.isEmpty()) {
			Display reader = (Display) Objects.requireNonNull(model.getAttribute("reader"));
			boolean chosen = file != null && file.getOriginalFilename() != null
					&& !file.getOriginalFilename().isBlank();
			return refused(id, form, flash, empty(reader, chosen ? "desk.upload.empty" : "desk.upload.none"));
		}
		try {
			String name = file.getOriginalFilename();
			VersionSummary version = this.sharing.upload(distribution, (name == null || name.isBlank()) ? "data" : name,
					file.getResource());
			return "redirect:/workbench/entries/%s/data/%s/%s".formatted(id, distribution, version.version());
		}
		catch (CallRefused ex) {
			return refused(id, form, flash, ex.problem());
		}
	}

	private static ServiceProblem empty(Display reader, String key) {
		String title = reader.say(key);
		String advice = reader.say(key + ".advice");
		return new ServiceProblem(400, "file-missing", title, null, advice, title, null, advice, null,
				java.util.List.of(), null);
	}

	private static String refused(String id, String form, RedirectAttributes flash, ServiceProblem serviceProblem) {
		flash.addFlashAttribute("problem", serviceProblem);
		flash.addFlashAttribute("refusedForm", form);
		flash.addFlashAttribute("typed", Map.of());
		return "redirect:/workbench/entries/" + id;
	}

	@GetMapping("/workbench/entries/{id}/data/{distribution}/{version}")
	String status(@PathVariable String id, @PathVariable String distribution, @PathVariable String version,
			@RequestParam(required = false) @Nullable String part, Model model,
			jakarta.servlet.http.HttpServletResponse response) {
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		VersionSummary found = this.sharing.version(distribution, version);
		model.addAttribute("version", found);
		model.addAttribute("id", id);
		model.addAttribute("distribution", distribution);
		model.addAttribute("current", current(distribution));
		model.addAttribute("rows", found.pending() ? null : firstRows(distribution, found));
		if (part != null) {
			return "workbench/upload :: result";
		}
		if (found.pending()) {
			model.addAttribute("refresh", REFRESH_SECONDS);
		}
		model.addAttribute("read", this.catalogue.entry(id));
		return "workbench/upload";
	}

	/** Null where there are none to show, or they cannot be read just now. */
	private @Nullable ReviewedRows firstRows(String distribution, VersionSummary version) {
		try {
			return this.sharing.firstRows(distribution, version).orElse(null);
		}
		catch (CallRefused | RestClientException ex) {
			return null;
		}
	}

	/**
	 * The version that is delivered; null without one, or where it is not among the
	 * newest.
	 */
	private @Nullable VersionSummary current(String distribution) {
		return this.sharing.versions(distribution).stream().filter(VersionSummary::current).findFirst().orElse(null);
	}

	@GetMapping("/workbench/entries/{id}/data/{distribution}")
	String versions(@PathVariable String id, @PathVariable String distribution, Model model) {
		model.addAttribute("read", this.catalogue.entry(id));
		model.addAttribute("distribution", distribution);
		model.addAttribute("versions", this.sharing.versions(distribution));
		return "workbench/versions";
	}

}
