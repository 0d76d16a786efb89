package org.shuyuan.portal.workbench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.CallRefused;
import org.shuyuan.portal.client.CatalogueDesk;
import org.shuyuan.portal.client.ServiceProblem;
import org.shuyuan.portal.client.SignedInPerson;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * Registering many entries from a file, with a result for every record; an agency's
 * workbook is rehearsed before.
 */
@Controller
class ImportController {

	private static final String IMPORT = "workbench/import";

	private static final MediaType XLSX = MediaType
		.valueOf("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

	private static final MediaType XLS = MediaType.valueOf("application/vnd.ms-excel");

	private static final MediaType CSV = MediaType.valueOf("text/csv");

	private static final Set<MediaType> WORKBOOKS = Set.of(XLSX, XLS, CSV);

	private final CatalogueDesk catalogue;

	private final JsonMapper json;

	ImportController(CatalogueDesk catalogue, JsonMapper json) {
		this.catalogue = catalogue;
		this.json = json;
	}

	@GetMapping("/workbench/import")
	String form() {
		return IMPORT;
	}

	/** Workbooks are rehearsed first; machine-made files are registered at once. */
	@PostMapping("/workbench/import")
	String register(@RequestParam(required = false) @Nullable MultipartFile file, Model model, HttpSession session,
			HttpServletResponse response) throws IOException {
		MediaType type = (file == null || file.isEmpty()) ? null : type(file.getOriginalFilename());
		if (file == null || type == null) {
			response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
			model.addAttribute("fileFault", (file == null || file.isEmpty()) ? "desk.upload.none" : "desk.import.type");
			return IMPORT;
		}
		if (WORKBOOKS.contains(type) && file.getSize() > RehearsedFile.LARGEST) {
			response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
			model.addAttribute("fileFault", "desk.import.large");
			return IMPORT;
		}
		if (WORKBOOKS.contains(type)) {
			RehearsedFile.keep(file, type, session);
			return "redirect:/workbench/import/rehearsal";
		}
		register(type, file.getResource(), model, response);
		return IMPORT;
	}

	@GetMapping("/workbench/import/rehearsal")
	String rehearsal(Model model, HttpSession session, HttpServletResponse response) {
		Optional<RehearsedFile> kept = RehearsedFile.of(session);
		if (kept.isEmpty()) {
			return "redirect:/workbench/import";
		}
		model.addAttribute("file", kept.get());
		try {
			model.addAttribute("rehearsal",
					this.catalogue.rehearse(agency(model), kept.get().type(), kept.get().resource(), Rehearsal.class));
		}
		catch (CallRefused ex) {
			refused(ex, model, response);
			if (ex.problem().status() < 500) {
				RehearsedFile.forget(session);
			}
		}
		return IMPORT;
	}

	@PostMapping("/workbench/import/rehearsal")
	String carryOut(@RequestParam String rehearsal, Model model, HttpSession session, HttpServletResponse response) {
		Optional<RehearsedFile> kept = RehearsedFile.of(session);
		if (kept.isEmpty()) {
			return "redirect:/workbench/import";
		}
		if (!kept.get().id().equals(rehearsal)) {
			return "redirect:/workbench/import/rehearsal";
		}
		register(kept.get().type(), kept.get().resource(), model, response);
		RehearsedFile.forget(session);
		return IMPORT;
	}

	@GetMapping("/workbench/import/annotated")
	ResponseEntity<byte[]> annotated(Model model, HttpSession session, Locale locale) {
		return RehearsedFile.of(session)
			.map((kept) -> download(
					this.catalogue.annotate(agency(model), kept.type(), kept.resource(), locale.toLanguageTag())))
			.orElseGet(() -> ResponseEntity.status(HttpStatus.SEE_OTHER)
				.location(URI.create("/workbench/import"))
				.build());
	}

	@GetMapping("/workbench/import/template/{layout}")
	ResponseEntity<byte[]> template(@PathVariable String layout) {
		return download(this.catalogue.template(layout));
	}

	@GetMapping("/workbench/import/entries/{layout}")
	ResponseEntity<byte[]> entries(@PathVariable String layout, Model model) {
		return download(this.catalogue.workbook(layout, agency(model)));
	}

	/** The file as the catalogue gave it, under its name and type only. */
	private static ResponseEntity<byte[]> download(ResponseEntity<byte[]> file) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(file.getHeaders().getContentType());
		headers.setContentDisposition(file.getHeaders().getContentDisposition());
		headers.setCacheControl("no-store");
		return new ResponseEntity<>(file.getBody(), headers, HttpStatus.OK);
	}

	private static String agency(Model model) {
		SignedInPerson person = (SignedInPerson) Objects.requireNonNull(model.getAttribute("person"));
		return FormText.orEmpty(person.agency());
	}

	private void register(MediaType type, Resource file, Model model, HttpServletResponse response) {
		try {
			results(this.catalogue.registerMany(agency(model), "full", null, type, file), model);
		}
		catch (CallRefused ex) {
			refused(ex, model, response);
		}
	}

	private static void refused(CallRefused refused, Model model, HttpServletResponse response) {
		response.setStatus(Math.max(refused.problem().status(), 400));
		model.addAttribute("problem", refused.problem());
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
			case "xlsx" -> XLSX;
			case "xls" -> XLS;
			case "csv" -> CSV;
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
