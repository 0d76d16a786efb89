package org.shuyuan.gateway.intake;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipException;

import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.VersionReason;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.content.ZipContent;
import org.shuyuan.gateway.intake.formats.FileFormat;
import org.shuyuan.gateway.intake.formats.FileFormats;
import org.shuyuan.gateway.intake.formats.GzipFormat;
import org.shuyuan.gateway.intake.reading.BrokenArchive;
import org.shuyuan.gateway.intake.reading.TableChoice;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TextSearch;
import org.shuyuan.gateway.negativelist.ContentRule;
import org.shuyuan.gateway.negativelist.ContentScan;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.undescribed.Undescribed;
import org.shuyuan.gateway.versions.TableId;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Inspects a version of data: finds out by its content what it is, reads it as a table or
 * says why not, and searches all of it.
 */
@Component
public class Inspection {

	private final ObjectStore objects;

	private final Tables tables;

	private final FileFormats formats;

	private final ContentWords words;

	private final boolean keeps;

	@Autowired
	public Inspection(ObjectStore objects, Tables tables, IntakeProperties properties, ContentWords words) {
		this(objects, tables, new FileFormats(properties.maxInflated().toBytes()), words, true);
	}

	private Inspection(ObjectStore objects, Tables tables, FileFormats formats, ContentWords words, boolean keeps) {
		this.objects = objects;
		this.tables = tables;
		this.formats = formats;
		this.words = words;
		this.keeps = keeps;
	}

	/** One that searches only, and leaves the table as it was made before. */
	Inspection scanning() {
		return new Inspection(this.objects, this.tables, this.formats, this.words, false);
	}

	public InspectionResult inspect(PendingVersion pendingVersion) throws IOException {
		return inspect(pendingVersion, false, TableChoice.LARGEST);
	}

	/**
	 * Inspects a version.
	 * @param document whether text is a document, not a table, by what was registered
	 * @param choice which of several tables is read
	 */
	public InspectionResult inspect(PendingVersion pendingVersion, boolean document, TableChoice choice)
			throws IOException {
		if (pendingVersion.nameMarked()) {
			return InspectionResult.unread(VersionState.REFUSED, nameMarking());
		}
		try (FileContent content = FileContent.of(this.objects, pendingVersion.sha256(), pendingVersion.bytes(),
				this.tables.work(), this.words)) {
			InspectionResult inspectionResult = look(pendingVersion, content, document, choice);
			return marked(inspectionResult) ? refused(pendingVersion, inspectionResult) : inspectionResult;
		}
	}

	/** A truncated packed file stays closed, whatever its format. */
	private InspectionResult look(PendingVersion pendingVersion, FileContent content, boolean document,
			TableChoice choice) throws IOException {
		try {
			return read(pendingVersion, content, this.formats.of(content, document), choice);
		}
		catch (ZipException | EOFException broken) {
			List<Finding> findings = new ArrayList<>(BrokenArchive.search(content));
			findings.add(TextSearch.unread());
			return new InspectionResult(VersionState.AVAILABLE, "binary", "application/octet-stream", null,
					new VersionReason("file-broken", "文件已损坏或不完整，无法读取；请重新导出后上传",
							"The file is broken or incomplete and cannot be read; export it again and upload it"),
					findings);
		}
	}

	private InspectionResult read(PendingVersion pendingVersion, FileContent content, FileFormat format,
			TableChoice choice) throws IOException {
		String mediaType = format.mediaType(content);
		try (TableDraft draft = new TableDraft(this.tables, this.words, choice)) {
			try {
				Set<Undescribed> undescribed = format.read(content, draft);
				if (!this.keeps) {
					return new InspectionResult(VersionState.AVAILABLE, format.code(), mediaType, null, null,
							draft.findings())
						.beside(Undescribed.parts(undescribed));
				}
				TableProfile profile = draft.complete(this.tables, pendingVersion.sha256());
				List<Finding> findings = draft.findings();
				List<String> columns = findings.stream().map(Finding::column).filter(Objects::nonNull).toList();
				return new InspectionResult(VersionState.AVAILABLE, format.code(), mediaType,
						profile.withoutValuesOf(columns), null, findings, draft.notes(),
						Undescribed.parts(undescribed));
			}
			catch (NotATable kept) {
				List<Finding> findings = new ArrayList<>(format.search(content, draft.findings()));
				if (kept.isBroken() && (content.starts(ZipContent.MAGIC) || content.starts(GzipFormat.MAGIC))) {
					findings.addAll(BrokenArchive.search(content));
				}
				return new InspectionResult(VersionState.AVAILABLE, format.code(), mediaType, null, kept.reason(),
						findings)
					.noting(draft.notes());
			}
		}
	}

	/** Represents bytes that were refused elsewhere. */
	static List<Finding> markedFindings() {
		return List
			.of(TableDraft.finding(null, new ContentScan.Found(ContentRule.SECRECY_MARKING, 1, List.of("密****"))));
	}

	/** Represents content that could not be inspected. */
	static List<Finding> unreadable() {
		return List.of(TextSearch.unread());
	}

	private static boolean marked(InspectionResult inspectionResult) {
		return inspectionResult.findings()
			.stream()
			.anyMatch((finding) -> finding.rule().equals(ContentRule.SECRECY_MARKING.code()));
	}

	private InspectionResult refused(PendingVersion pendingVersion, InspectionResult inspectionResult) {
		if (this.keeps) {
			TableProfile profile = inspectionResult.profile();
			this.tables.delete(new TableId(pendingVersion.sha256(), (profile != null) ? profile.part() : null).value());
		}
		return new InspectionResult(VersionState.REFUSED, inspectionResult.format(), inspectionResult.mediaType(), null,
				marking(),
				inspectionResult.findings()
					.stream()
					.filter((finding) -> finding.rule().equals(ContentRule.SECRECY_MARKING.code()))
					.toList());
	}

	static VersionReason marking() {
		return new VersionReason("secrecy-marking", "文件带有国家秘密或工作秘密标志，未予保存；请按保密规定处理（条例第三条）",
				"The file carries a secrecy marking and was not kept; handle it by the secrecy rules (D3)");
	}

	private static VersionReason nameMarking() {
		return new VersionReason("secrecy-marking", "文件名带有国家秘密或工作秘密标志，文件未予保存；请按保密规定处理（条例第三条）",
				"The file's name carries a secrecy marking and the file was not kept; handle it by the secrecy rules (D3)");
	}

}
