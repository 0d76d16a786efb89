package org.shuyuan.gateway.undescribed;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.poi.hpsf.DocumentSummaryInformation;
import org.apache.poi.hpsf.HPSFException;
import org.apache.poi.hpsf.Property;
import org.apache.poi.hpsf.PropertySet;
import org.apache.poi.hpsf.Section;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hpsf.wellknown.PropertyIDMap;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.HeaderFooterBase;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactory;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StyleRecord;
import org.apache.poi.hssf.record.SupBookRecord;
import org.apache.poi.hssf.record.WriteAccessRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Inspects every record of an Excel 97 workbook (BIFF8): one sheet with cells, the rest
 * is reported.
 */
public final class LegacyWorkbooks {

	private static final Set<String> STREAMS = Set.of("Workbook", SummaryInformation.DEFAULT_STREAM_NAME,
			DocumentSummaryInformation.DEFAULT_STREAM_NAME, "\u0001CompObj");

	/** Records of settings, styles and cells; {@code [MS-XLS]} 2.3. */
	private static final Set<Integer> KNOWN = Set.of(0x0809, 0x000A, 0x00E1, 0x00C1, 0x00E2, 0x005C, 0x0042, 0x0161,
			0x01C0, 0x013D, 0x009C, 0x0019, 0x0012, 0x0013, 0x01AF, 0x01BC, 0x003D, 0x0040, 0x008D, 0x0022, 0x000E,
			0x01B7, 0x00DA, 0x0031, 0x041E, 0x00E0, 0x0293, 0x0160, 0x0085, 0x008C, 0x01C1, 0x00FC, 0x00FF, 0x003C,
			0x020B, 0x000D, 0x000C, 0x000F, 0x0011, 0x0010, 0x005F, 0x002A, 0x002B, 0x0082, 0x0080, 0x0225, 0x0081,
			0x0014, 0x0015, 0x0083, 0x0084, 0x0026, 0x0027, 0x0028, 0x0029, 0x00A1, 0x0055, 0x007D, 0x0200, 0x0208,
			0x0201, 0x0203, 0x00FD, 0x027E, 0x00BD, 0x00BE, 0x0205, 0x00D7, 0x023E, 0x001D, 0x0041, 0x00A0, 0x00E5,
			0x0092, 0x0863, 0x088E, 0x087D, 0x087C, 0x0892, 0x088C, 0x088B, 0x0862, 0x08A3, 0x089B, 0x00EF, 0x0099,
			0x001B, 0x001A, 0x01BE, 0x0868, 0x0867, 0x01AE, 0x0017);

	private static final Map<Integer, Undescribed> REPORTED = Map.ofEntries(Map.entry(0x0006, Undescribed.FORMULAS),
			Map.entry(0x0221, Undescribed.FORMULAS), Map.entry(0x04BC, Undescribed.FORMULAS),
			Map.entry(0x0018, Undescribed.DEFINED_NAMES), Map.entry(0x0218, Undescribed.DEFINED_NAMES),
			Map.entry(0x0059, Undescribed.LINKS), Map.entry(0x0023, Undescribed.LINKS),
			Map.entry(0x01B8, Undescribed.LINKS), Map.entry(0x001C, Undescribed.COMMENTS),
			Map.entry(0x00EB, Undescribed.DRAWINGS), Map.entry(0x00EC, Undescribed.DRAWINGS),
			Map.entry(0x00ED, Undescribed.DRAWINGS), Map.entry(0x005D, Undescribed.DRAWINGS),
			Map.entry(0x01B6, Undescribed.DRAWINGS), Map.entry(0x00E9, Undescribed.DRAWINGS),
			Map.entry(0x01B2, Undescribed.DATA_VALIDATIONS), Map.entry(0x004D, Undescribed.PRINTER_SETTINGS),
			Map.entry(0x01B0, Undescribed.CONDITIONAL_FORMATS), Map.entry(0x01B1, Undescribed.CONDITIONAL_FORMATS),
			Map.entry(0x009E, Undescribed.FILTERS), Map.entry(0x009D, Undescribed.FILTERS));

	private static final Set<String> ACCOUNTS = Set.of("", "root", "user", "admin", "administrator", "owner",
			"microsoft office user", "windows user", "windows 用户");

	private final Set<Undescribed> found = EnumSet.noneOf(Undescribed.class);

	private final BitSet strings = new BitSet();

	private int all;

	private int sheets;

	private LegacyWorkbooks() {
	}

	/** What the workbook holds beside one table. */
	public static Set<Undescribed> inspect(InputStream in) throws IOException {
		LegacyWorkbooks workbook = new LegacyWorkbooks();
		try (POIFSFileSystem files = new POIFSFileSystem(in)) {
			workbook.streams(files.getRoot());
		}
		catch (RuntimeException _) {
			workbook.found.add(Undescribed.UNKNOWN_CONTENT);
		}
		return workbook.found;
	}

	private void streams(DirectoryNode root) throws IOException {
		for (String name : root.getEntryNames()) {
			if (!STREAMS.contains(name) || root.getEntryCaseInsensitive(name).isDirectoryEntry()) {
				this.found.add(Undescribed.EMBEDDED_OBJECTS);
			}
			else if (name.endsWith("SummaryInformation")) {
				properties(root, name);
			}
		}
		try (DocumentInputStream in = root.createDocumentInputStream("Workbook")) {
			RecordFactory.createRecords(in).forEach(this::record);
		}
		if (this.strings.nextClearBit(0) < this.all) {
			this.found.add(Undescribed.UNUSED_STRINGS);
		}
		if (this.sheets != 1) {
			this.found.add(Undescribed.FURTHER_SHEETS);
		}
	}

	/** Texts of them, but for the program's name. */
	private void properties(DirectoryNode root, String name) throws IOException {
		try (DocumentInputStream in = root.createDocumentInputStream(name)) {
			PropertySet set = new PropertySet(in);
			for (Section section : set.getSections()) {
				for (Property property : section.getProperties()) {
					boolean program = name.equals(SummaryInformation.DEFAULT_STREAM_NAME)
							&& property.getID() == PropertyIDMap.PID_APPNAME;
					boolean text = property.getValue() instanceof String value && !value.isBlank()
							|| property.getValue() instanceof byte[];
					if (text && !program) {
						this.found.add(Undescribed.PROPERTIES);
					}
				}
			}
		}
		catch (HPSFException _) {
			this.found.add(Undescribed.PROPERTIES);
		}
	}

	private void record(Record record) {
		int sid = Short.toUnsignedInt(record.getSid());
		Undescribed what = REPORTED.get(sid);
		if (what != null || !KNOWN.contains(sid)) {
			this.found.add((what != null) ? what : Undescribed.UNKNOWN_CONTENT);
		}
		switch (record) {
			case BoundSheetRecord sheet -> {
				this.sheets++;
				if (sheet.isHidden() || sheet.isVeryHidden()) {
					this.found.add(Undescribed.HIDDEN_SHEETS);
				}
			}
			case HeaderFooterBase printed -> check(SheetPart.isCodes(printed.getText()), Undescribed.HEADERS_FOOTERS);
			case FormatRecord format ->
				check(StylePart.isPlainFormat(format.getFormatString()), Undescribed.STYLE_TEXTS);
			case StyleRecord style when !style.isBuiltin() ->
				check(StylePart.isPlainName(style.getName()), Undescribed.STYLE_TEXTS);
			case SupBookRecord book -> check(book.isInternalReferences(), Undescribed.LINKS);
			case SSTRecord texts -> this.all = texts.getNumUniqueStrings();
			case LabelSSTRecord label -> this.strings.set(label.getSSTIndex());
			case WriteAccessRecord account -> check(
					ACCOUNTS.contains(account.getUsername().strip().toLowerCase(Locale.ROOT)), Undescribed.PROPERTIES);
			default -> {
				// says how it looks
			}
		}
	}

	private void check(boolean plain, Undescribed what) {
		if (!plain) {
			this.found.add(what);
		}
	}

}
