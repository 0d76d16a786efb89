package org.shuyuan.catalogue.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.shuyuan.catalogue.agency.Agencies;
import org.shuyuan.catalogue.entry.EntryJsonReader;
import org.shuyuan.catalogue.entry.EntryProblems;
import org.shuyuan.catalogue.entry.EntryRegistration;
import org.shuyuan.catalogue.workbook.AgencyLookup;
import org.shuyuan.catalogue.workbook.AnnotatedWorkbook;
import org.shuyuan.catalogue.workbook.CellViolation;
import org.shuyuan.catalogue.workbook.ReadResource;
import org.shuyuan.catalogue.workbook.Workbook;
import org.shuyuan.catalogue.workbook.WorkbookType;
import org.shuyuan.catalogue.workbook.WorkbookUnreadable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.negativelist.SecrecyMarks;
import org.shuyuan.vocab.rdf.Violation;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Service;

/**
 * Imports workbooks: first as a rehearsal, which stores nothing, then as any other
 * import.
 */
@Service
class WorkbookImport {

	/** How long a workbook waits while another is processed. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

	private final Semaphore permit = new Semaphore(1, true);

	private final ResourceMatching matching;

	private final ImportStore imports;

	private final EntryJsonReader reader;

	private final EntryRegistration entryRegistration;

	private final Agencies agencies;

	private final JsonMapper json;

	private final Clock clock;

	WorkbookImport(ResourceMatching matching, ImportStore imports, EntryJsonReader reader,
			EntryRegistration entryRegistration, Agencies agencies, JsonMapper json, Clock clock) {
		this.matching = matching;
		this.imports = imports;
		this.reader = reader;
		this.entryRegistration = entryRegistration;
		this.agencies = agencies;
		this.json = json;
		this.clock = clock;
	}

	/** The agencies by their names. */
	AgencyLookup directory() {
		return new NamedAgencies(this.agencies.all());
	}

	/** The records of a workbook, for an import. */
	ImportPipeline.Source records(InputStream body, ImportOptions importOptions) throws IOException {
		Iterator<ImportedResource> resources = alone(
				() -> this.matching.match(read(body), importOptions, directory()).iterator());
		return () -> resources.hasNext() ? record(resources.next()) : null;
	}

	private static RawRecord record(ImportedResource resource) {
		return new RawRecord.Resource(resource.read().resource().first().row() + 1, resource);
	}

	/**
	 * Reads a workbook.
	 * @throws org.shuyuan.support.problem.Problem 422 {@code workbook-unreadable}
	 */
	private static Workbook read(InputStream body) throws IOException {
		try {
			Workbook workbook = Workbook.read(body);
			if (workbook.names().anyMatch(SecrecyMarks::in)) {
				throw EntryProblems.secret();
			}
			return workbook;
		}
		catch (WorkbookUnreadable ex) {
			throw IntakeProblems.workbookUnreadable(ex.reason());
		}
	}

	/** What importing a workbook would do; nothing is stored. */
	WorkbookRehearsal rehearse(InputStream body, ImportOptions importOptions) throws IOException {
		return alone(() -> rehearse(read(body), importOptions).answer());
	}

	/**
	 * Writes a workbook with its faults at their cells.
	 * @return what kind of file was written
	 */
	WorkbookType annotate(InputStream body, ImportOptions importOptions, boolean english, OutputStream out)
			throws IOException {
		return alone(() -> {
			Workbook workbook = read(body);
			try {
				return AnnotatedWorkbook.write(workbook, rehearse(workbook, importOptions).violations(), english, out);
			}
			catch (WorkbookUnreadable ex) {
				throw IntakeProblems.workbookUnreadable(ex.reason());
			}
		});
	}

	/** Workbooks are held in memory, so one is dealt with at a time. */
	private <T> T alone(Reading<T> work) throws IOException {
		try {
			if (!this.permit.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
				throw IntakeProblems.busy();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw IntakeProblems.busy();
		}
		try {
			return work.get();
		}
		finally {
			this.permit.release();
		}
	}

	@FunctionalInterface
	private interface Reading<T> {

		T get() throws IOException;

	}

	/** Every violation at its cell, beside what is answered. */
	private Rehearsed rehearse(Workbook workbook, ImportOptions importOptions) {
		AgencyLookup directory = directory();
		RecordReader read = new RecordReader(importOptions, this.reader, this.entryRegistration, this.agencies,
				this.json);
		List<ImportedResource> resources = this.matching.match(workbook, importOptions, directory);
		List<ImportRecord> records = resources.parallelStream().map((each) -> read.read(record(each))).toList();
		List<ImportResult> results = this.imports.rehearse(records, importOptions, this.clock.instant());
		List<WorkbookRehearsal.Resource> rehearsed = new ArrayList<>(resources.size());
		List<CellViolation> all = new ArrayList<>();
		Map<ImportResult.Status, Integer> counts = new EnumMap<>(ImportResult.Status.class);
		int items = 0;
		for (int i = 0; i < resources.size(); i++) {
			ImportedResource resource = resources.get(i);
			List<CellViolation> violations = violations(resource.read(), records.get(i), results.get(i));
			all.addAll(violations);
			counts.merge(results.get(i).status(), 1, Integer::sum);
			items += resource.read().itemCells().size();
			rehearsed.add(resource(workbook, resource, records.get(i), results.get(i), violations, directory));
		}
		return new Rehearsed(new WorkbookRehearsal(workbook.sheets(), workbook.otherSheets(),
				new WorkbookRehearsal.Counts(counts.getOrDefault(ImportResult.Status.CREATED, 0),
						counts.getOrDefault(ImportResult.Status.UPDATED, 0),
						counts.getOrDefault(ImportResult.Status.UNCHANGED, 0),
						counts.getOrDefault(ImportResult.Status.REFUSED, 0), items),
				rehearsed), all);
	}

	private static WorkbookRehearsal.Resource resource(Workbook workbook, ImportedResource resource,
			ImportRecord record, ImportResult result, List<CellViolation> violations, AgencyLookup directory) {
		ReadResource read = resource.read();
		boolean repeatable = !(record instanceof ImportRecord.Refused refused) || refused.key() != null;
		Entry before = read.before();
		List<WorkbookRehearsal.Change> changes = (result.status() == ImportResult.Status.UPDATED && before != null
				&& record instanceof ImportRecord.Ready ready)
						? Workbook.changes(read, before, ready.prepared().entry(), directory)
							.stream()
							.map(WorkbookRehearsal.Change::of)
							.toList()
						: List.of();
		int sheet = read.resource().first().sheet();
		return new WorkbookRehearsal.Resource(workbook.sheetName(sheet), read.resource().first().row() + 1,
				repeatable ? resource.title() : null, result.status(),
				(resource.known() != null) ? resource.known().id() : null, changes,
				violations.stream().map(WorkbookRehearsal.Fault::of).toList());
	}

	private static List<CellViolation> violations(ReadResource read, ImportRecord record, ImportResult result) {
		if (record instanceof ImportRecord.Refused refused && "state-secret-refused"
			.equals(text(Objects.requireNonNull(refused.problem().getProperties()), "code"))) {
			return List.of(read.at(ofProblem(refused.problem())));
		}
		List<CellViolation> violations = new ArrayList<>(read.violations());
		if (record instanceof ImportRecord.Ready ready) {
			ready.notes().forEach((each) -> violations.add(read.at(each)));
		}
		if (result.problem() != null) {
			List<Violation> told = listed(result.problem());
			told.stream()
				.filter((each) -> violations.stream().noneMatch((known) -> known.violation().equals(each)))
				.forEach((each) -> violations.add(read.at(each)));
			if (told.isEmpty()) {
				violations.add(read.at(ofProblem(result.problem())));
			}
		}
		return List.copyOf(violations);
	}

	@SuppressWarnings("unchecked")
	private static List<Violation> listed(ProblemDetail problem) {
		Object listed = (problem.getProperties() != null) ? problem.getProperties().get("violations") : null;
		return (listed instanceof List<?> violations) ? (List<Violation>) violations : List.of();
	}

	private static Violation ofProblem(ProblemDetail problem) {
		Map<String, Object> properties = Objects.requireNonNull(problem.getProperties());
		return new Violation(text(properties, "code"), Violation.Severity.INVALID, "",
				Text.of(text(properties, "detailZh"), String.valueOf(problem.getDetail())),
				Text.of(text(properties, "adviceZh"), text(properties, "advice")), null);
	}

	private static String text(Map<String, Object> properties, String name) {
		return String.valueOf(properties.get(name));
	}

	/**
	 * A rehearsal.
	 *
	 * @param answer what is answered
	 * @param violations every violation at its cell
	 */
	record Rehearsed(WorkbookRehearsal answer, List<CellViolation> violations) {
	}

}
