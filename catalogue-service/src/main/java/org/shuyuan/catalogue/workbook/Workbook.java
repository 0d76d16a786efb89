package org.shuyuan.catalogue.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;

/**
 * An agency's workbook: the resources that its sheets list.
 *
 * @param file its bytes
 * @param sheets its visible sheets that list resources
 * @param otherSheets names of its visible sheets that list something else
 * @param resources what they list, in order
 */
public record Workbook(byte[] file, List<ListingSheet> sheets, List<String> otherSheets,
		List<WorkbookResource> resources) {

	/** Resources of one workbook at most. */
	private static final int MOST_RESOURCES = 20_000;

	/**
	 * A sheet that lists resources.
	 *
	 * @param number from 0, among all sheets
	 * @param name its name, empty in csv
	 * @param headerRow number of the lowest row of its header, from 1
	 * @param columns its columns in order
	 */
	public record ListingSheet(@JsonIgnore int number, String name, int headerRow, List<Column> columns) {
	}

	/**
	 * A column of a sheet.
	 *
	 * @param letters its letters, such as {@code C}
	 * @param heading its heading
	 * @param about what it is about; absent where the catalogue does not know: what it
	 * holds is kept as an extension
	 */
	public record Column(String letters, String heading, @Nullable String about) {
	}

	/**
	 * Reads a workbook.
	 * @throws WorkbookUnreadable if it is not a workbook, or lists no resources
	 */
	public static Workbook read(InputStream body) throws IOException, WorkbookUnreadable {
		byte[] file = WorkbookFile.bytes(body);
		if (file == null) {
			throw new WorkbookUnreadable("文件超过 20 MiB，请分成几个文件", "The file is larger than 20 MiB: split it");
		}
		List<ListingSheet> listing = new ArrayList<>();
		List<String> others = new ArrayList<>();
		List<WorkbookResource> resources = new ArrayList<>();
		for (WorkbookSheet sheet : WorkbookFile.read(file)) {
			boolean example = sheet.name().equals(WorkbookLayout.EXAMPLE) || sheet.name().equals(WorkbookLayout.HELP);
			Optional<WorkbookHeader> header = example ? Optional.empty() : WorkbookHeader.find(sheet);
			if (header.isPresent()) {
				listing.add(listing(sheet, header.get()));
				resources.addAll(WorkbookResource.of(sheet, header.get()));
			}
			else {
				others.add(sheet.name());
			}
		}
		if (resources.isEmpty()) {
			throw new WorkbookUnreadable("没有找到列出信息资源的工作表：表头须有“信息资源名称”等列",
					"No sheet lists resources: its header has 信息资源名称 and other columns of the guide");
		}
		if (resources.size() > MOST_RESOURCES) {
			throw new WorkbookUnreadable("信息资源超过 2 万个，请分成几个文件", "More than 20,000 resources: split the file");
		}
		return new Workbook(file, List.copyOf(listing), List.copyOf(others), List.copyOf(resources));
	}

	/** What its sheets and their columns are called. */
	public Stream<String> names() {
		return Stream.concat(this.otherSheets.stream(), this.sheets.stream()
			.flatMap((sheet) -> Stream.concat(Stream.of(sheet.name()), sheet.columns().stream().map(Column::heading))));
	}

	/** The name of a sheet that lists resources. */
	public String sheetName(int number) {
		return this.sheets.stream().filter((each) -> each.number() == number).findFirst().orElseThrow().name();
	}

	private static ListingSheet listing(WorkbookSheet sheet, WorkbookHeader header) {
		record Numbered(int number, Column column) {
		}
		List<Numbered> columns = new ArrayList<>();
		header.columns()
			.forEach((column, number) -> columns.add(new Numbered(number,
					column(sheet, header.lastRow(), number, heading(sheet, header, number), column))));
		header.extensions()
			.forEach((number, heading) -> columns
				.add(new Numbered(number, column(sheet, header.lastRow(), number, heading, null))));
		columns.sort(Comparator.comparingInt(Numbered::number));
		return new ListingSheet(sheet.number(), sheet.name(), header.lastRow() + 1,
				columns.stream().map(Numbered::column).toList());
	}

	private static Column column(WorkbookSheet sheet, int row, int number, String heading,
			@Nullable WorkbookColumn about) {
		return new Column(sheet.cell(row, number).address().replaceAll("\\d+", ""), heading,
				(about != null) ? about.code() : null);
	}

	private static String heading(WorkbookSheet sheet, WorkbookHeader header, int column) {
		for (int row = header.lastRow(); row > header.firstRow(); row--) {
			if (!sheet.cell(row, column).isBlank()) {
				return sheet.cell(row, column).text();
			}
		}
		return sheet.cell(header.firstRow(), column).text();
	}

	/**
	 * Reads one of its resources as an entry.
	 * @param before the entry that it is, absent for a new one
	 * @param agency whose it is
	 */
	public static ReadResource entry(WorkbookResource resource, @Nullable Entry before, AgencyId agency,
			AgencyLookup agencies) {
		return ResourceReader.read(resource, before, agency, agencies);
	}

	/**
	 * What in the cells of an entry becomes different.
	 * @param before what it said
	 * @param after what it says
	 */
	public static List<CellChange> changes(ReadResource read, Entry before, Entry after, AgencyLookup agencies) {
		List<CellChange> changes = new ArrayList<>();
		differences(ResourceCells.of(before, agencies), ResourceCells.of(after, agencies))
			.forEach((column, texts) -> changes
				.add(new CellChange(read.cell(column.path()), column, "", texts.getFirst(), texts.getLast())));
		ItemChanges.of(read, before, after).forEach(changes::add);
		return List.copyOf(changes);
	}

	static Map<WorkbookColumn, List<String>> differences(Map<WorkbookColumn, String> before,
			Map<WorkbookColumn, String> after) {
		Map<WorkbookColumn, List<String>> differences = new EnumMap<>(WorkbookColumn.class);
		for (WorkbookColumn column : WorkbookColumn.values()) {
			String was = before.getOrDefault(column, "");
			String is = after.getOrDefault(column, "");
			if (!was.equals(is)) {
				differences.put(column, List.of(was, is));
			}
		}
		return differences;
	}

	/**
	 * What a workbook changes in an entry.
	 *
	 * @param cell the cell that says so
	 * @param column what it is about
	 * @param item name of the data item, empty where it is about the whole
	 * @param before what it said; empty where nothing, as of a new item
	 * @param after what it says now; empty where nothing, as of an item left out
	 */
	public record CellChange(WorkbookCell cell, WorkbookColumn column, String item, String before, String after) {
	}

}
