package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The formats that are known, in the order in which they are tried.
 *
 * @param mostInflated most bytes that a file may unpack to
 */
record FileFormats(long mostInflated) {

	private static final List<FileFormat> TEXTS = List.of(new GeoJsonFormat(), new JsonFormat(),
			new SpreadsheetXmlFormat(), new HtmlTableFormat(), new MarkupFormat(), new CsvFormat());

	/** The format of an upload. */
	FileFormat of(FileContent content, boolean document) throws IOException {
		Optional<FileFormat> packed = first(
				Stream.of(new XlsxFormat(this.mostInflated), new OpenDocumentFormat(this.mostInflated),
						new DocxFormat(), new ArchiveFormat(), new XlsFormat(), new PdfFormat()),
				content);
		if (packed.isEmpty()) {
			packed = first(Stream.of(OpaqueFormat.values()), content);
		}
		if (packed.isPresent()) {
			return packed.get();
		}
		FileFormat binary = new BinaryFormat();
		if (binary.matches(content)) {
			return binary;
		}
		return document ? new PlainTextFormat() : first(TEXTS.stream(), content).orElseThrow();
	}

	private static Optional<FileFormat> first(Stream<? extends FileFormat> formats, FileContent content)
			throws IOException {
		for (FileFormat format : formats.toList()) {
			if (format.matches(content)) {
				return Optional.of(format);
			}
		}
		return Optional.empty();
	}

}
