package org.shuyuan.catalogue.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.agency.Agencies;
import org.shuyuan.catalogue.entry.EntryRegistration;
import org.shuyuan.catalogue.entry.EntryStore;
import org.shuyuan.catalogue.workbook.AgencyLookup;
import org.shuyuan.catalogue.workbook.WorkbookExtensions;
import org.shuyuan.catalogue.workbook.WorkbookLayout;
import org.shuyuan.catalogue.workbook.WorkbookType;
import org.shuyuan.catalogue.workbook.WorkbookWriter;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Workbooks of agencies: rehearsed before they are imported, written from what is there,
 * and empty to be filled in.
 */
@RestController
@RequestMapping("/api/v1/catalogue/workbooks")
@Tag(name = "imports")
class WorkbookController {

	/** Entries read at once. */
	private static final int PAGE = 500;

	private final WorkbookImport workbooks;

	private final EntryStore entries;

	private final EntryRegistration entryRegistration;

	private final Agencies agencies;

	WorkbookController(WorkbookImport workbooks, EntryStore entries, EntryRegistration entryRegistration,
			Agencies agencies) {
		this.workbooks = workbooks;
		this.entries = entries;
		this.entryRegistration = entryRegistration;
		this.agencies = agencies;
	}

	@PostMapping(path = "/rehearsals",
			consumes = { WorkbookType.XLSX_VALUE, WorkbookType.XLS_VALUE, WorkbookType.CSV_VALUE },
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE })
	@WorkbookBody
	WorkbookRehearsal rehearse(@RequestParam(required = false) @Nullable AgencyId agency, Caller caller,
			HttpServletRequest request) throws IOException {
		ImportOptions importOptions = options(agency, caller);
		return this.workbooks.rehearse(request.getInputStream(), importOptions);
	}

	@PostMapping(path = "/annotations",
			consumes = { WorkbookType.XLSX_VALUE, WorkbookType.XLS_VALUE, WorkbookType.CSV_VALUE },
			produces = { WorkbookType.XLSX_VALUE, WorkbookType.XLS_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE })
	@WorkbookBody
	@ApiResponse(responseCode = "200", description = "The workbook with its faults at their cells", content = {
			@Content(mediaType = WorkbookType.XLSX_VALUE, schema = @Schema(type = "string", format = "binary")),
			@Content(mediaType = WorkbookType.XLS_VALUE, schema = @Schema(type = "string", format = "binary")) })
	void annotate(@RequestParam(required = false) @Nullable AgencyId agency, Caller caller, Locale locale,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		ImportOptions importOptions = options(agency, caller);
		ByteArrayOutputStream annotated = new ByteArrayOutputStream();
		WorkbookType type = this.workbooks.annotate(request.getInputStream(), importOptions,
				locale.getLanguage().equals("en"), annotated);
		annotated.writeTo(begin(response, type, "核对结果"));
	}

	@GetMapping(path = "/{layout}/template",
			produces = { WorkbookType.XLSX_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE })
	@WorkbookResponse
	void template(@PathVariable String layout, Caller caller, HttpServletResponse response) throws IOException {
		caller.require(Role.STEWARD, Role.AUTHORITY);
		WorkbookLayout chosen = layout(layout);
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		WorkbookWriter.template(chosen, WorkbookExample.entry(), this.workbooks.directory(), written);
		written.writeTo(begin(response, WorkbookType.XLSX, "目录编制模板" + chosen));
	}

	@GetMapping(path = "/{layout}", produces = { WorkbookType.XLSX_VALUE, MediaType.APPLICATION_PROBLEM_JSON_VALUE })
	@WorkbookResponse
	void export(@PathVariable String layout, @RequestParam AgencyId agency, Caller caller, HttpServletResponse response)
			throws IOException {
		WorkbookLayout chosen = layout(layout);
		if (!caller.seesAll() && !(caller.department() && caller.actsFor(agency)) || !this.agencies.exists(agency)) {
			throw NotFound.agency();
		}
		AgencyLookup directory = this.workbooks.directory();
		try (WorkbookWriter writer = new WorkbookWriter(chosen, directory)) {
			List<EntryStore.Known> page = this.entries.latest(agency, "", PAGE);
			while (!page.isEmpty()) {
				for (EntryStore.Known known : page) {
					writer.write(this.entryRegistration.entry(known.description()),
							WorkbookExtensions.of((known.harvested() != null) ? known.harvested().model() : null));
				}
				page = this.entries.latest(agency, page.getLast().standing().id().value(), PAGE);
			}
			writer.finish(begin(response, WorkbookType.XLSX, directory.name(agency) + "目录"));
		}
	}

	private ImportOptions options(@Nullable AgencyId agency, Caller caller) {
		caller.require(Role.STEWARD, Role.AUTHORITY);
		AgencyId of = (agency != null || caller.has(Role.AUTHORITY)) ? agency : caller.agency();
		if (of != null && !this.agencies.exists(of)) {
			throw NotFound.agency();
		}
		return new ImportOptions(of, Completeness.FULL, "", caller);
	}

	private static WorkbookLayout layout(String name) {
		for (WorkbookLayout each : WorkbookLayout.values()) {
			if (each.name().equals(name)) {
				return each;
			}
		}
		throw IntakeProblems.parameter("layout", Text.of("layout 为 A、B 或 C", "layout is A, B or C"));
	}

	private static OutputStream begin(HttpServletResponse response, WorkbookType type, String name) throws IOException {
		response.setContentType(type.mediaType().toString());
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				ContentDisposition.attachment()
					.filename(name + "." + type.extension(), StandardCharsets.UTF_8)
					.build()
					.toString());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		return response.getOutputStream();
	}

	@RequestBody(required = true, description = "A workbook in a layout of the compilation guide; up to 20 MiB",
			content = {
					@Content(mediaType = WorkbookType.XLSX_VALUE, schema = @Schema(type = "string", format = "binary")),
					@Content(mediaType = WorkbookType.XLS_VALUE, schema = @Schema(type = "string", format = "binary")),
					@Content(mediaType = WorkbookType.CSV_VALUE, schema = @Schema(type = "string")) })
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface WorkbookBody {

	}

	@ApiResponse(responseCode = "200", description = "A workbook",
			content = @Content(mediaType = WorkbookType.XLSX_VALUE,
					schema = @Schema(type = "string", format = "binary")))
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface WorkbookResponse {

	}

}
