package org.shuyuan.gateway.intake.geography;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.content.ZipMetadata;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.encoding.EncodingDetection;
import org.shuyuan.gateway.intake.reading.TableDraft;
import org.shuyuan.gateway.intake.reading.TextSearch;
import org.shuyuan.vocab.Text;

/**
 * Reads the table of a shapefile with the shape of each row: a point as its coordinates,
 * any other shape as well-known text.
 */
public final class ShapefileReader {

	private static final int LONGEST_SLACK = 1 << 20;

	private final FileContent dbf;

	private final FileContent shp;

	private final String charset;

	private final String projection;

	private final TableDraft draft;

	/**
	 * @param charset what the .cpg file says; empty without one
	 * @param projection what the .prj file says; empty without one
	 */
	public ShapefileReader(FileContent dbf, FileContent shp, String charset, String projection, TableDraft draft) {
		this.dbf = dbf;
		this.shp = shp;
		this.charset = charset;
		this.projection = projection;
		this.draft = draft;
	}

	public void read() throws IOException, NotATable {
		DbfHeader header;
		try (InputStream in = open(this.dbf)) {
			header = DbfHeader.of(in);
		}
		Encoding.Source values = () -> DbfRecords.values(open(this.dbf), header);
		EncodingDetection detected = EncodingDetection.of(values).declaring(header.charset(this.charset), values);
		detected.notes().forEach(this.draft::note);
		try (InputStream table = open(this.dbf);
				DataInputStream in = new DataInputStream(table);
				DataInputStream shapes = new DataInputStream(open(this.shp))) {
			byte[] head = in.readNBytes(header.length());
			search(head, Math.min(head.length, header.described()), detected.encoding().charset());
			rows(new DbfRecords(in, header, detected.encoding().charset()), ShapeRecords.of(shapes));
			byte[] behind = in.readNBytes(LONGEST_SLACK);
			if (behind.length > 1) {
				search(behind, 0, detected.encoding().charset());
				this.draft.unread();
			}
		}
		catch (EOFException cut) {
			throw broken(cut);
		}
		this.draft.found(TextSearch.inOthers(detected, values, this.dbf.words()));
	}

	/** Bytes that are in no column; they leave with the original only. */
	private void search(byte[] bytes, int from, Charset charset) {
		String text = new String(bytes, from, bytes.length - from, charset).replace('\0', ' ').strip();
		if (!text.isEmpty()) {
			this.draft.text(new String[] { text, new String(bytes, from, bytes.length - from, ZipMetadata.CHINESE) });
		}
	}

	private static InputStream open(FileContent content) throws IOException {
		return new BufferedInputStream(content.open(), 1 << 16);
	}

	static NotATable broken(@Nullable Exception cause) {
		NotATable broken = new NotATable("shapefile-broken", "Shapefile 已损坏或不完整",
				"The shapefile is broken or incomplete");
		if (cause != null) {
			broken.initCause(cause);
		}
		return broken;
	}

	private void rows(DbfRecords records, ShapeRecords shapes) throws IOException, NotATable {
		CoordinateSystem system = this.projection.isEmpty() ? new CoordinateSystem("", shapes.mayBeDegrees(), false)
				: CoordinateSystem.defined(this.projection);
		List<@Nullable String> names = new ArrayList<>(records.names());
		names.addAll(shapes.headings(system));
		this.draft.above(names.toArray(String[]::new));
		this.draft.headings(names);
		int without = 0;
		for (@Nullable
		String[] cells = records.next(); cells != null; cells = records.next()) {
			List<@Nullable String> row = new ArrayList<>(Arrays.asList(cells));
			@Nullable String[] shape = shapes.next();
			row.addAll(Arrays.asList(shape));
			without += (shape[0] == null) ? 1 : 0;
			if (!records.slack().isEmpty()) {
				this.draft.text(new String[] { records.slack() });
			}
			if (records.isDeleted()) {
				this.draft.text(cells);
			}
			else {
				this.draft.row(row.toArray(String[]::new));
			}
		}
		this.draft.widen();
		this.draft.note(system.note());
		if (records.hasUnread()) {
			this.draft.unread();
		}
		if (without > 0) {
			this.draft.note(new VersionNote("shapes-missing",
					Text.of("%d 行没有图形".formatted(without), "%d rows have no shape".formatted(without))));
		}
	}

}
