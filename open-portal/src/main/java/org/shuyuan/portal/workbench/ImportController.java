package org.shuyuan.portal.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.ServiceProblem;
import org.shuyuan.portal.client.SignedInPerson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * Registering many entries from a file, with a result for every record.
 */
@Controller
class ImportController {

	private final CatalogueDesk catalogue;

	private final JsonMapper json;

	ImportController(CatalogueDesk catalogue, JsonMapper json) {
		this.catalogue = catalogue;
		this.json = json;
	}

	@GetMapping("/workbench/import")
	String form() {
		return "workbench/import";
	}

	@PostMapping("/workbench/import")
	String register(@RequestParam(required = false) @Nullable MultipartFile file, Model model,
			HttpServletResponse response) {
		SignedInPerson signedInPerson = (SignedInPerson) Objects.requireNonNull(model.getAttribute("person"));
		MediaType type = (file == null || file.isEmpty()) ? null : type(file.getOriginalFilename());
		if (file == null || type == null) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("fileFault", (file == null || file.isEmpty()) ? "desk.upload.none" : "desk.import.type");
			return "workbench/import";
		}
		try {
			results(this.catalogue.registerMany(FormText.orEmpty(signedInPerson.agency()), "full", null, type,
					file.getResource()), model);
		}
		catch (CallRefused ex) {
			response.setStatus(Math.max(ex.problem().status(), 400));
			model.addAttribute("problem", ex.problem());
		}
		return "workbench/import";
	}

	private void results(String lines, Model model) {
		List<Result> results = new ArrayList<>();
		for (String line : lines.lines().filter((line) -> !line.isBlank()).toList()) {
			try {
				Map<String, Object> read = this.json.readValue(line, new TypeReference<Map<String, Object>>() {
				});
				if (read.containsKey("summary")) {
					model.addAttribute("summary", read.get("summary"));
				}
				else {
					results.add(this.json.convertValue(read, Result.class));
				}
			}
			catch (JacksonException ex) {
				results.add(new Result(null, null, "unreadable", null, null));
			}
		}
		model.addAttribute("results", results);
	}

	private static @Nullable MediaType type(@Nullable String filename) {
		String name = (filename == null) ? "" : filename.toLowerCase(Locale.ROOT);
		String ending = name.substring(name.lastIndexOf('.') + 1);
		return switch (ending) {
			case "ndjson", "jsonl", "json" -> MediaType.APPLICATION_NDJSON;
			case "ttl" -> MediaType.valueOf("text/turtle");
			case "jsonld" -> MediaType.valueOf("application/ld+json");
			case "rdf", "xml" -> MediaType.valueOf("application/rdf+xml");
			default -> null;
		};
	}

	/**
	 * What became of one record.
	 */
	public record Result(@Nullable Integer line, @Nullable String key, @Nullable String status, @Nullable String id,
			@Nullable ServiceProblem problem) {
	}

}
