package org.shuyuan.gateway.intake.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.shuyuan.gateway.negativelist.ContentWords;

/**
 * Reads the text of a PDF. Pictures, attachments, forms and glyphs of no known character
 * cannot be searched, and are reported as unread.
 */
public final class PdfTextReader {

	private static final long LONGEST = 128L << 20;

	private static final int MOST_PAGES = 5_000;

	/** A hostile document may keep its reader busy forever. */
	private static final long PATIENCE_SECONDS = 60;

	private PdfTextReader() {
	}

	/** The document's text; what cannot be read, or not in time, is unread. */
	public static DocumentText read(Path file, ContentWords words) throws IOException {
		DocumentText unreadable = new DocumentText(words);
		unreadable.unread();
		if (Files.size(file) > LONGEST) {
			return unreadable;
		}
		AtomicReference<DocumentText> read = new AtomicReference<>(unreadable);
		Thread reader = Thread.ofPlatform().name("gateway-pdf").daemon().start(() -> read.set(text(file, words)));
		try {
			reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return unreadable;
		}
		return reader.isAlive() ? unreadable : Objects.requireNonNullElse(read.get(), unreadable);
	}

	private static DocumentText text(Path file, ContentWords words) {
		DocumentText text = new DocumentText(words);
		try (PDDocument document = Loader.loadPDF(file.toFile())) {
			boolean more = document.isEncrypted() || document.getNumberOfPages() > MOST_PAGES
					|| document.getDocumentCatalog().getAcroForm() != null
					|| document.getDocumentCatalog().getOpenAction() instanceof PDActionJavaScript
					|| document.getDocumentCatalog().getNames() != null;
			if (more) {
				text.unread();
			}
			if (document.getNumberOfPages() <= MOST_PAGES) {
				properties(document, text);
				text.text(new Stripper(text).getText(document));
				for (PDPage page : document.getPages()) {
					page(page, text);
				}
			}
		}
		catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError _) {
			text.unread();
		}
		return text;
	}

	private static void properties(PDDocument document, DocumentText text) throws IOException {
		document.getDocumentInformation().getCOSObject().getValues().forEach((value) -> {
			if (value instanceof COSString said) {
				text.text(said.getString());
			}
		});
		PDMetadata metadata = document.getDocumentCatalog().getMetadata();
		if (metadata != null) {
			text.text(new String(metadata.toByteArray(), StandardCharsets.UTF_8));
		}
	}

	private static void page(PDPage page, DocumentText text) throws IOException {
		if (page.getResources() != null && page.getResources().getXObjectNames().iterator().hasNext()) {
			text.unread();
		}
		for (PDAnnotation annotation : page.getAnnotations()) {
			if (annotation.getContents() != null) {
				text.text(annotation.getContents());
			}
			if (!(annotation instanceof PDAnnotationLink)) {
				text.unread();
			}
		}
	}

	/** Notices letters without a sign, and pictures within a page. */
	private static final class Stripper extends PDFTextStripper {

		private final DocumentText text;

		Stripper(DocumentText text) {
			this.text = text;
		}

		@Override
		protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
			if (font.toUnicode(code) == null) {
				this.text.unread();
			}
			super.showGlyph(matrix, font, code, displacement);
		}

		@Override
		protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
			if (operator.getName().equals("BI") || operator.getName().equals("Do")) {
				this.text.unread();
			}
			super.processOperator(operator, operands);
		}

	}

}
