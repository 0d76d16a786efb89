package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.shuyuan.gateway.negativelist.ContentRule;
import org.shuyuan.gateway.negativelist.ContentScan;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.gateway.tables.TableProfile;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.undescribed.JsonRecords;
import org.shuyuan.gateway.undescribed.LegacyWorkbooks;
import org.shuyuan.gateway.undescribed.Undescribed;
import org.shuyuan.gateway.undescribed.Workbooks;
import org.shuyuan.gateway.versions.Finding;
import org.shuyuan.gateway.versions.Outcome;
import org.shuyuan.gateway.versions.Reason;
import org.shuyuan.gateway.versions.VersionState;
import org.shuyuan.gateway.versions.Waiting;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Looks at a version of data: finds out by its content what it is, reads it as a table or
 * says why not, and searches all of it.
 */
@Component
class Inspection {

	private final ObjectStore objects;

	private final Tables tables;

	private final IntakeProperties properties;

	private final boolean keeps;

	@Autowired
	Inspection(ObjectStore objects, Tables tables, IntakeProperties properties) {
		this(objects, tables, properties, true);
	}

	private Inspection(ObjectStore objects, Tables tables, IntakeProperties properties, boolean keeps) {
		this.objects = objects;
		this.tables = tables;
		this.properties = properties;
		this.keeps = keeps;
	}

	/** One that searches only, and leaves the table as it was made before. */
	Inspection scanning() {
		return new Inspection(this.objects, this.tables, this.properties, false);
	}

	Outcome inspect(Waiting waiting) throws IOException {
		return inspect(waiting, false);
	}

	/**
	 * Looks at a version.
	 * @param document whether text is a document, not a table, by what was registered
	 */
	Outcome inspect(Waiting waiting, boolean document) throws IOException {
		if (waiting.nameMarked()) {
			return new Outcome(VersionState.REFUSED, null, null, null, nameMarking(), List.of());
		}
		byte[] head;
		try (InputStream in = this.objects.open(waiting.sha256(), 0, 64)) {
			head = in.readNBytes(64);
		}
		Outcome outcome;
		if (starts(head, "PK\u0003\u0004")) {
			outcome = local(waiting, this::zip);
		}
		else if (starts(head, "\u00d0\u00cf\u0011\u00e0")) {
			outcome = table(waiting, "xls", "application/vnd.ms-excel", (draft) -> {
				Grid grid = new Grid(draft);
				try (InputStream in = this.objects.open(waiting.sha256())) {
					WorkbookReading.readXls(in, waiting.bytes(), grid, draft);
				}
				try (InputStream in = this.objects.open(waiting.sha256())) {
					return both(LegacyWorkbooks.inspect(in), grid.beside());
				}
			});
		}
		else {
			outcome = starts(head, "%PDF") ? local(waiting, Inspection::pdf)
					: Known.find(head)
						.map((known) -> unreadable(known.format(), known.mediaType(), known.reason(), List.of()))
						.orElse(null);
			if (outcome == null) {
				outcome = text(waiting, document);
			}
		}
		return marked(outcome) ? refused(waiting, outcome) : outcome;
	}

	private Outcome zip(Waiting waiting, Path file) throws IOException {
		String mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
		try {
			if (!WorkbookReading.isWorkbook(file, this.properties.maxInflated().toBytes())) {
				if (DocxReading.isDocument(file)) {
					return document("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
							asItIs(), DocxReading.read(file).findings());
				}
				return unreadable("zip", "application/zip",
						new Reason("archive", "压缩包，未拆开", "An archive, which is not opened"), List.of());
			}
		}
		catch (NotATable refused) {
			return unreadable("xlsx", mediaType, refused.reason(), List.of());
		}
		return table(waiting, "xlsx", mediaType, (draft) -> {
			Grid grid = new Grid(draft);
			WorkbookReading.readXlsx(file, grid, draft);
			return both(Workbooks.inspect(file), grid.beside());
		});
	}

	private static Set<Undescribed> both(Set<Undescribed> parts, Set<Undescribed> lines) {
		Set<Undescribed> both = EnumSet.noneOf(Undescribed.class);
		both.addAll(parts);
		both.addAll(lines);
		return both;
	}

	private static Outcome pdf(Waiting waiting, Path file) throws IOException {
		return document("pdf", "application/pdf", Known.PDF.reason(), PdfReading.read(file).findings());
	}

	private static Outcome document(String format, String mediaType, Reason reason, List<Finding> findings) {
		return new Outcome(VersionState.AVAILABLE, format, mediaType, null, reason, findings);
	}

	private static Reason asItIs() {
		return new Reason("document", "文档，按原样保存", "A document, kept as it is");
	}

	private Outcome text(Waiting waiting, boolean document) throws IOException {
		Encoding.Source source = () -> TimeLimit.interruptible(this.objects.open(waiting.sha256()));
		EncodingDetection detected;
		try {
			detected = EncodingDetection.of(source);
		}
		catch (NotATable binary) {
			return unreadable("binary", "application/octet-stream", binary.reason(),
					TextSearch.inAll(EncodingDetection.all(source), source));
		}
		Encoding encoding = detected.encoding();
		char first = firstSign(encoding, source);
		Outcome outcome;
		if (document) {
			outcome = document("txt", "text/plain;charset=" + encoding.charset().name(), asItIs(), List.of());
		}
		else if (first == '{' || first == '[') {
			outcome = table(waiting, "json", "application/json", (draft) -> {
				try (Reader in = encoding.read(source)) {
					JsonReading.read(in, draft);
				}
				try (Reader in = encoding.read(source)) {
					return JsonRecords.inspect(in);
				}
			});
		}
		else if (first == '<') {
			outcome = new Outcome(VersionState.AVAILABLE, "markup", "application/octet-stream", null,
					new Reason("markup", "标记语言文档，不是表格", "A document in a markup language, not a table"), List.of());
		}
		else {
			outcome = table(waiting, "csv", "text/csv;charset=" + encoding.charset().name(), (draft) -> {
				CsvReading dialect;
				try (Reader in = encoding.read(source)) {
					dialect = CsvReading.of(in);
				}
				Grid grid = new Grid(draft);
				try (Reader in = encoding.read(source)) {
					dialect.read(in, grid);
				}
				return grid.beside();
			});
		}
		List<Finding> findings = new ArrayList<>(outcome.findings());
		if (outcome.profile() == null && (this.keeps || outcome.reason() != null)) {
			findings.clear();
			findings.addAll((first == '{' || first == '[') ? TextSearch.inJson(encoding, source)
					: TextSearch.in(encoding, source));
		}
		findings.addAll(TextSearch.inOthers(detected, source));
		return outcome.with(findings).noting(detected.notes());
	}

	private static char firstSign(Encoding encoding, Encoding.Source source) throws IOException {
		try (Reader in = encoding.read(source)) {
			for (int next = in.read(); next >= 0; next = in.read()) {
				if (!Character.isWhitespace(next) && next != '\uFEFF') {
					return (char) next;
				}
			}
		}
		return '\0';
	}

	@FunctionalInterface
	private interface TableReading {

		/** Fills the draft, and tells what the original holds beside the table. */
		Set<Undescribed> into(TableDraft draft) throws IOException, NotATable;

	}

	private Outcome table(Waiting waiting, String format, String mediaType, TableReading reading) throws IOException {
		try (TableDraft draft = new TableDraft(this.tables)) {
			try {
				Set<Undescribed> undescribed = reading.into(draft);
				if (!this.keeps) {
					return new Outcome(VersionState.AVAILABLE, format, mediaType, null, null, draft.findings())
						.beside(Undescribed.parts(undescribed));
				}
				TableProfile profile = draft.complete(this.tables, waiting.sha256().value());
				List<Finding> findings = draft.findings();
				List<String> columns = findings.stream().map(Finding::column).filter(Objects::nonNull).toList();
				return new Outcome(VersionState.AVAILABLE, format, mediaType, profile.withoutValuesOf(columns), null,
						findings, draft.notes(), Undescribed.parts(undescribed));
			}
			catch (NotATable kept) {
				return unreadable(format, mediaType, kept.reason(), draft.findings()).noting(draft.notes());
			}
		}
	}

	/** What stands for bytes that were refused elsewhere. */
	static List<Finding> markedFindings() {
		return List
			.of(TableDraft.finding(null, new ContentScan.Found(ContentRule.SECRECY_MARKING, 1, List.of("密****"))));
	}

	/** What stands for content that nobody could look into. */
	static List<Finding> unreadable() {
		return List.of(TextSearch.unread());
	}

	/**
	 * What could not be looked into is held back from the public until the authority has
	 * looked.
	 */
	private static Outcome unreadable(String format, String mediaType, Reason reason, List<Finding> found) {
		List<Finding> findings = new ArrayList<>(found);
		findings.add(TextSearch.unread());
		return new Outcome(VersionState.AVAILABLE, format, mediaType, null, reason, findings);
	}

	private static boolean marked(Outcome outcome) {
		return outcome.findings()
			.stream()
			.anyMatch((finding) -> finding.rule().equals(ContentRule.SECRECY_MARKING.code()));
	}

	private Outcome refused(Waiting waiting, Outcome outcome) {
		if (this.keeps) {
			this.tables.delete(waiting.sha256().value());
		}
		return new Outcome(VersionState.REFUSED, outcome.format(), outcome.mediaType(), null, marking(),
				outcome.findings()
					.stream()
					.filter((finding) -> finding.rule().equals(ContentRule.SECRECY_MARKING.code()))
					.toList());
	}

	static Reason marking() {
		return new Reason("secrecy-marking", "文件带有国家秘密或工作秘密标志，未予保存；请按保密规定处理（条例第三条）",
				"The file carries a secrecy marking and was not kept; handle it by the secrecy rules (D3)");
	}

	private static Reason nameMarking() {
		return new Reason("secrecy-marking", "文件名带有国家秘密或工作秘密标志，文件未予保存；请按保密规定处理（条例第三条）",
				"The file's name carries a secrecy marking and the file was not kept; handle it by the secrecy rules (D3)");
	}

	@FunctionalInterface
	private interface LocalReading {

		Outcome of(Waiting waiting, Path file) throws IOException;

	}

	/**
	 * Workbooks are read out of order: they need a file, a copy where the store has none
	 * here.
	 */
	private Outcome local(Waiting waiting, LocalReading reading) throws IOException {
		Sha256 sha256 = waiting.sha256();
		Optional<Path> here = this.objects.findLocal(sha256);
		if (here.isPresent()) {
			return reading.of(waiting, here.get());
		}
		Path copy = Files.createTempFile(this.tables.work(), "workbook", ".zip");
		try (InputStream in = this.objects.open(sha256)) {
			Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
			return reading.of(waiting, copy);
		}
		finally {
			Files.deleteIfExists(copy);
		}
	}

	private static boolean starts(byte[] head, String magic) {
		byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
		return head.length >= wanted.length
				&& new String(head, 0, wanted.length, StandardCharsets.ISO_8859_1).equals(magic);
	}

	/** Formats known by their first bytes and kept as they are. */
	private enum Known {

		PDF("%PDF", "application/pdf"), PARQUET("PAR1", "application/vnd.apache.parquet"),
		PNG("\u0089PNG", "image/png"), JPEG("\u00ff\u00d8\u00ff", "image/jpeg"),
		GZIP("\u001f\u008b", "application/gzip"), RAR("Rar!", "application/vnd.rar"),
		SEVEN_ZIP("7z\u00bc\u00af", "application/x-7z-compressed");

		private final String magic;

		private final String type;

		Known(String magic, String type) {
			this.magic = magic;
			this.type = type;
		}

		static Optional<Known> find(byte[] head) {
			for (Known known : values()) {
				if (starts(head, known.magic)) {
					return Optional.of(known);
				}
			}
			return Optional.empty();
		}

		String format() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

		String mediaType() {
			return this.type;
		}

		Reason reason() {
			return new Reason("not-tabular", "%s 文件，按原样保存".formatted(name()),
					"A %s file, kept as it is".formatted(name()));
		}

	}

}
