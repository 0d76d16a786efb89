package org.shuyuan.catalogue.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.agency.Agencies;
import org.shuyuan.catalogue.entry.EntryJsonReader;
import org.shuyuan.catalogue.entry.EntryRegistration;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.rdf.HarvestedRdf;
import org.shuyuan.catalogue.rdf.RdfTypes;
import org.shuyuan.catalogue.workbook.WorkbookType;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.role.Role;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/catalogue/imports")
@Tag(name = "imports")
class ImportController {

	private static final String NDJSON = "application/x-ndjson";

	/** Largest RDF body, in bytes. */
	private static final int LARGEST_GRAPH = 64 << 20;

	private final ImportPipeline importPipeline;

	private final ImportStore imports;

	private final WorkbookImport workbooks;

	private final EntryJsonReader reader;

	private final EntryRegistration entryRegistration;

	private final Agencies agencies;

	private final JsonMapper json;

	private final Clock clock;

	ImportController(ImportPipeline importPipeline, ImportStore imports, WorkbookImport workbooks,
			EntryJsonReader reader, EntryRegistration entryRegistration, Agencies agencies, JsonMapper json,
			Clock clock) {
		this.importPipeline = importPipeline;
		this.imports = imports;
		this.workbooks = workbooks;
		this.reader = reader;
		this.entryRegistration = entryRegistration;
		this.agencies = agencies;
		this.json = json;
		this.clock = clock;
	}

	@PostMapping(
			consumes = { NDJSON, RdfTypes.TURTLE_VALUE, RdfTypes.JSON_LD_VALUE, RdfTypes.RDF_XML_VALUE,
					RdfTypes.N_TRIPLES_VALUE, WorkbookType.XLSX_VALUE, WorkbookType.XLS_VALUE, WorkbookType.CSV_VALUE },
			produces = { NDJSON, MediaType.APPLICATION_PROBLEM_JSON_VALUE })
	@RequestBody(required = true,
			description = "A record a line, data sets as RDF, or an agency's workbook; up to 64 MiB of RDF, 20 MiB of a workbook",
			content = { @Content(mediaType = NDJSON, schema = @Schema(implementation = Entry.class)),
					@Content(mediaType = RdfTypes.TURTLE_VALUE, schema = @Schema(type = "string")),
					@Content(mediaType = RdfTypes.JSON_LD_VALUE, schema = @Schema(type = "string")),
					@Content(mediaType = RdfTypes.RDF_XML_VALUE, schema = @Schema(type = "string")),
					@Content(mediaType = RdfTypes.N_TRIPLES_VALUE, schema = @Schema(type = "string")),
					@Content(mediaType = WorkbookType.XLSX_VALUE, schema = @Schema(type = "string", format = "binary")),
					@Content(mediaType = WorkbookType.XLS_VALUE, schema = @Schema(type = "string", format = "binary")),
					@Content(mediaType = WorkbookType.CSV_VALUE, schema = @Schema(type = "string")) })
	@ImportResponse
	void register(@RequestParam(required = false) @Nullable AgencyId agency,
			@RequestParam(defaultValue = "full") String completeness, @RequestParam(defaultValue = "") String source,
			Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
		caller.require(Role.STEWARD, Role.AUTHORITY);
		ImportOptions importOptions = terms(agency, completeness, source, caller);
		MediaType type = MediaType.parseMediaType(request.getContentType());
		ImportPipeline.Source records = records(request.getInputStream(), type, importOptions);
		String id = EntryId.random().value();
		this.imports.start(id, importOptions, this.clock.instant());
		response.setHeader("Location", "/api/v1/catalogue/imports/" + id);
		RecordReader read = new RecordReader(importOptions, this.reader, this.entryRegistration, this.agencies,
				this.json);
		this.importPipeline.run(id, importOptions, records, read::read, () -> lines(response));
	}

	private ImportPipeline.Source records(InputStream body, MediaType type, ImportOptions importOptions)
			throws IOException {
		if (type.isCompatibleWith(MediaType.parseMediaType(NDJSON))) {
			return new ImportLines(body)::next;
		}
		if (WorkbookType.of(type).isEmpty()) {
			return datasets(body, type);
		}
		if (importOptions.completeness() != Completeness.FULL) {
			throw IntakeProblems.parameter("completeness", Text.of("工作簿是部门自己的完整登记，completeness 只能为 full",
					"A workbook is an agency's own description: completeness is full"));
		}
		return this.workbooks.records(body, importOptions);
	}

	private static OutputStream lines(HttpServletResponse response) throws IOException {
		response.setContentType(NDJSON);
		response.setCharacterEncoding(StandardCharsets.UTF_8.name());
		return response.getOutputStream();
	}

	@GetMapping("/{id}")
	Import one(@PathVariable String id, Caller caller) {
		return seen(id, caller);
	}

	@GetMapping(path = "/{id}/results", produces = NDJSON)
	@ImportResponse
	void results(@PathVariable String id, Caller caller, HttpServletResponse response) throws IOException {
		Import seen = seen(id, caller);
		OutputStream out = lines(response);
		int batch = 0;
		Optional<String> lines = this.imports.results(id, batch);
		while (lines.isPresent()) {
			out.write(lines.get().getBytes(StandardCharsets.UTF_8));
			lines = this.imports.results(id, ++batch);
		}
		if (seen.ended() != null) {
			out.write((this.json.writeValueAsString(new ImportPipeline.Summed(seen.summary())) + "\n")
				.getBytes(StandardCharsets.UTF_8));
		}
	}

	private Import seen(String id, Caller caller) {
		return this.imports.find(id)
			.filter((found) -> caller.seesAll() || found.by().equals(caller.subject())
					|| caller.agency() != null && found.agency().equals(caller.agency().value()))
			.orElseThrow(() -> NotFound.of(CatalogueProblemType.IMPORT_NOT_FOUND, "导入", "import"));
	}

	private ImportOptions terms(@Nullable AgencyId agency, String completeness, String source, Caller caller) {
		Completeness kind = switch (completeness) {
			case "full" -> Completeness.FULL;
			case "harvested" -> Completeness.HARVESTED;
			default -> throw IntakeProblems.parameter("completeness",
					Text.of("completeness 为 full 或 harvested", "completeness is full or harvested"));
		};
		if (source.length() > 200 || source.chars().anyMatch(Character::isISOControl)) {
			throw IntakeProblems.parameter("source",
					Text.of("source 最多 200 个可见字符", "source has at most 200 visible characters"));
		}
		AgencyId of = (agency != null || caller.has(Role.AUTHORITY)) ? agency : caller.agency();
		if (of != null && !this.agencies.exists(of)) {
			throw NotFound.agency();
		}
		return new ImportOptions(of, kind, source, caller);
	}

	private static ImportPipeline.Source datasets(InputStream body, MediaType type) throws IOException {
		HarvestedRdf read = HarvestedRdf.read(body, type, LARGEST_GRAPH);
		Iterator<RawRecord> rest = Datasets.in(read).iterator();
		return () -> rest.hasNext() ? rest.next() : null;
	}

	/** A line for each record, and a last one with the counts. */
	@ApiResponse(responseCode = "200", description = "A result a line; the counts last",
			content = @Content(mediaType = NDJSON,
					schema = @Schema(anyOf = { ImportResult.class, ImportPipeline.Summed.class })))
	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@interface ImportResponse {

	}

}
