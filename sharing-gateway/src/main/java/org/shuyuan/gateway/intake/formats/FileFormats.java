package org.shuyuan.gateway.intake.formats;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.undescribed.Undescribed;

/**
 * The formats that are known, in the order in which they are tried.
 *
 * @param mostInflated most bytes that a file may unpack to
 */
public record FileFormats(long mostInflated) {

	/**
	 * The format of an upload.
	 * @param document whether text is a document, not a table, by what was registered
	 */
	public FileFormat of(FileContent content, boolean document) throws IOException {
		for (FileFormat format : document
				? Stream.concat(packed(), Stream.of(new MimeFormat(), new PlainTextFormat())).toList()
				: Stream.concat(packed(), texts()).toList()) {
			if (format.matches(content)) {
				return format;
			}
		}
		throw new IllegalStateException("Every content is of a format");
	}

	private Stream<FileFormat> packed() {
		return Stream
			.of(Stream.of(new XlsxFormat(this.mostInflated), new OpenDocumentFormat(this.mostInflated),
					new DocxFormat(), new ShapefileFormat(this), new ArchiveFormat(this), new GzipFormat(this),
					new XlsFormat(), new PdfFormat()), Stream.of(OpaqueFormat.values()), Stream.of(new BinaryFormat()))
			.flatMap((formats) -> formats);
	}

	/** Text that is nothing else is separated values. */
	private static Stream<FileFormat> texts() {
		return Stream.of(new MimeFormat(), new GeoJsonFormat(), new JsonFormat(), new SpreadsheetXmlFormat(),
				new HtmlTableFormat(), new MarkupFormat(), new CsvFormat());
	}

	/**
	 * Reads a table that is packed in an archive, by its own format.
	 * @return what its file holds beside it
	 * @throws NotATable if it is not a table, or a nested archive
	 */
	Set<Undescribed> readInside(FileContent content, TableDraft draft) throws IOException, NotATable {
		FileFormat format = of(content, false);
		try {
			return switch (format) {
				case ArchiveFormat _, GzipFormat _, ShapefileFormat _ -> throw new NotATable("archive-nested",
						"压缩包里还是压缩包，未拆开", "The archive holds another one and is not opened");
				default -> format.read(content, draft);
			};
		}
		catch (NotATable refused) {
			draft.found(format.search(content, List.of()));
			throw refused;
		}
	}

}
