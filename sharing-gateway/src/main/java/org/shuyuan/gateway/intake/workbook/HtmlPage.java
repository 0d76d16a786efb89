package org.shuyuan.gateway.intake.workbook;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.intake.reading.BesideTable;
import org.shuyuan.gateway.intake.reading.DocumentText;
import org.shuyuan.gateway.intake.reading.MergedCells;
import org.shuyuan.gateway.intake.reading.TableChoice;
import org.shuyuan.gateway.intake.reading.TableLayout;
import org.shuyuan.vocab.Text;

/**
 * A page of HTML of which one table is read: the one most like the entry's items, or the
 * largest. All other text of the page is searched: other tables, scripts, styles,
 * comments and attributes.
 *
 * @param document the page, parsed; nothing in it is run or fetched
 */
public record HtmlPage(Document document) {

	/**
	 * A parsed page takes up to twenty times its length, and workers read several at
	 * once.
	 */
	private static final long LONGEST = Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 64);

	private static final int MOST_DEPTH = 600;

	private static final int LONGEST_NAME = 20;

	private static final int MOST_COLUMNS = 2_000;

	/** Lines of a table that are examined for headings. */
	private static final int HEADING_LINES = 10;

	/** HTML, section 4.9.11: larger spans count as these. */
	private static final int MOST_COLUMNS_SPANNED = 1_000;

	private static final int MOST_ROWS_SPANNED = 65_534;

	/** Cells that are in a table because others span them. */
	private static final int MOST_SPANNED = 5_000_000;

	public static HtmlPage of(Reader text) throws IOException, NotATable {
		char[] buffer = new char[1 << 16];
		StringBuilder page = new StringBuilder();
		for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
			page.append(buffer, 0, read);
			if (page.length() > LONGEST) {
				throw tooLarge();
			}
		}
		Document document = Parser.htmlParser().parseInput(page.toString(), "");
		return new HtmlPage(document);
	}

	private static NotATable tooLarge() {
		return new NotATable("page-too-large", "网页形式的表格过大，请另存为 csv 或 xlsx 后上传",
				"The table is too large for a page of HTML; save it as csv or xlsx and upload it again");
	}

	/**
	 * Reads the table and searches the rest.
	 * @return which one it is, counted from 1, where it is not the largest
	 */
	public OptionalInt read(TableLayout tableLayout, BesideTable beside, TableChoice choice) throws NotATable {
		Map<Element, Long> sizes = sizes();
		Element largest = sizes.entrySet()
			.stream()
			.max(Map.Entry.comparingByValue())
			.orElseThrow(() -> new NotATable("markup", "标记语言文档，不是表格", "A document in a markup language, not a table"))
			.getKey();
		List<Element> tables = List.copyOf(sizes.keySet());
		Element chosen = chosen(sizes, largest, choice);
		Consumer<String> search = (text) -> beside.text(new String[] { text });
		rest(rows(chosen), search);
		lines(chosen, tableLayout, search);
		long others = sizes.entrySet()
			.stream()
			.filter((each) -> each.getKey() != chosen && each.getValue() > 1)
			.count();
		if (others > 0) {
			int number = tables.indexOf(chosen) + 1;
			beside.note(new VersionNote("tables-left-out",
					Text.of("网页中有 %d 个表格，只读取了%s第 %d 个（%s……），其余未读取".formatted(others + 1,
							(chosen == largest) ? "最大的，即" : "与数据项最相符的，即", number, beginning(chosen)),
							"The page has %d tables; only %s, number %d, was read (%s…)".formatted(others + 1,
									(chosen == largest) ? "the largest" : "the one most like the items", number,
									beginning(chosen)))));
		}
		return (chosen == largest) ? OptionalInt.empty() : OptionalInt.of(tables.indexOf(chosen) + 1);
	}

	/** The one on record, or the one most like the items; of equals the largest. */
	private static Element chosen(Map<Element, Long> sizes, Element largest, TableChoice choice) throws NotATable {
		Integer part = choice.part();
		if (choice.recorded()) {
			List<Element> tables = List.copyOf(sizes.keySet());
			if (part != null && part > tables.size()) {
				throw new NotATable("markup", "标记语言文档，不是表格", "A document in a markup language, not a table");
			}
			return (part == null) ? largest : tables.get(part - 1);
		}
		Element best = largest;
		int most = matches(largest, choice);
		for (Map.Entry<Element, Long> each : sizes.entrySet()) {
			int matches = matches(each.getKey(), choice);
			if (matches > most || matches == most && matches > 0 && best != largest
					&& each.getValue() > sizes.getOrDefault(best, 0L)) {
				best = each.getKey();
				most = matches;
			}
		}
		return best;
	}

	/** The most items that one of the first lines names. */
	private static int matches(Element table, TableChoice choice) {
		return choice.items().isEmpty() ? 0
				: rows(table).stream()
					.limit(HEADING_LINES)
					.mapToInt((row) -> choice
						.matches(row.children().stream().filter(HtmlPage::isCell).map(HtmlPage::text).toList()))
					.max()
					.orElse(0);
	}

	private static String beginning(Element table) {
		List<Element> rows = rows(table);
		String text = rows.isEmpty() ? "" : text(rows.getFirst());
		return text.substring(0, Math.min(LONGEST_NAME, text.length()));
	}

	/** How many own cells each table has; those that hold a table do not count. */
	private Map<Element, Long> sizes() {
		Set<Element> layout = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Element table : this.document.select("table")) {
			closest(table, "td", "th").ifPresent(layout::add);
		}
		Map<Element, Long> sizes = new LinkedHashMap<>();
		for (Element cell : this.document.select("td, th")) {
			if (!layout.contains(cell)) {
				closest(cell, "table", "table").ifPresent((table) -> sizes.merge(table, 1L, Long::sum));
			}
		}
		return sizes;
	}

	private static Optional<Element> closest(Element element, String tag, String other) {
		Element each = element.parent();
		for (int depth = 0; each != null && depth < MOST_DEPTH; depth++) {
			if (each.tagName().equals(tag) || each.tagName().equals(other)) {
				return Optional.of(each);
			}
			each = each.parent();
		}
		return Optional.empty();
	}

	/** Searches all of it, as of a page without a table. */
	public void search(DocumentText text) {
		rest(List.of(), text::text);
	}

	/** All that is not in the rows of the table, which are read. */
	private void rest(List<Element> table, Consumer<String> search) {
		Set<Node> rows = Collections.newSetFromMap(new IdentityHashMap<>());
		rows.addAll(table);
		StringBuilder line = new StringBuilder();
		this.document.traverse((node, depth) -> {
			if (node instanceof Element element) {
				for (Attribute attribute : element.attributes()) {
					search.accept(attribute.getValue());
				}
				if (element.isBlock() || element.tagName().equals("br")) {
					flush(line, search);
				}
			}
			else if (node instanceof TextNode text) {
				if (!isRead(text, rows)) {
					line.append(text.getWholeText());
				}
			}
			else {
				search.accept(node.outerHtml());
			}
		});
		flush(line, search);
	}

	private static void flush(StringBuilder line, Consumer<String> search) {
		if (!line.isEmpty()) {
			search.accept(line.toString());
			line.setLength(0);
		}
	}

	/** Text in an element of a row; text between those is in no cell. */
	private static boolean isRead(TextNode text, Set<Node> rows) {
		Node each = text.parent();
		for (int depth = 0; each != null && depth < MOST_DEPTH; depth++) {
			Node parent = each.parent();
			if (parent != null && rows.contains(parent)) {
				return true;
			}
			each = parent;
		}
		return false;
	}

	/** The table's own rows, not those of tables in its cells. */
	private static List<Element> rows(Element table) {
		List<Element> rows = new ArrayList<>();
		for (Element child : table.children()) {
			switch (child.tagName()) {
				case "tr" -> rows.add(child);
				case "thead", "tbody", "tfoot" ->
					child.children().stream().filter((row) -> row.tagName().equals("tr")).forEach(rows::add);
				default -> {
					// a caption, columns
				}
			}
		}
		return rows;
	}

	private static boolean isCell(Element cell) {
		return cell.tagName().equals("td") || cell.tagName().equals("th");
	}

	private static void lines(Element table, TableLayout tableLayout, Consumer<String> search) throws NotATable {
		List<MergedCells.Area> areas = new ArrayList<>();
		List<@Nullable String[]> lines = new ArrayList<>();
		Map<Integer, Integer> open = new TreeMap<>();
		List<Element> rows = rows(table);
		long spanned = 0;
		for (int row = 0; row < rows.size(); row++) {
			int number = row;
			open.values().removeIf((last) -> last < number);
			spanned += open.size();
			if (spanned > MOST_SPANNED) {
				throw tooLarge();
			}
			lines.add(line(rows.get(row), row, rows.size() - 1, open, areas, search));
		}
		MergedCells merged = new MergedCells(areas);
		for (int row = 0; row < lines.size(); row++) {
			tableLayout.line(merged.fill(row, lines.get(row)));
		}
	}

	/**
	 * One row, with its cells in place.
	 * @param open last rows of the cells that reach down, by their columns
	 */
	private static @Nullable String[] line(Element row, int number, int last, Map<Integer, Integer> open,
			List<MergedCells.Area> areas, Consumer<String> search) throws NotATable {
		List<@Nullable String> cells = new ArrayList<>();
		for (Element cell : row.children()) {
			if (!isCell(cell)) {
				search.accept(text(cell));
				continue;
			}
			while (open.containsKey(cells.size())) {
				cells.add(null);
			}
			int from = cells.size();
			int to = from + span(cell, "colspan", MOST_COLUMNS_SPANNED) - 1;
			int down = Math.min(last, number + span(cell, "rowspan", MOST_ROWS_SPANNED) - 1);
			if (to >= MOST_COLUMNS) {
				throw new NotATable("too-many-columns", "列数超过 " + MOST_COLUMNS,
						"It has more than %d columns".formatted(MOST_COLUMNS));
			}
			cells.add(text(cell));
			while (cells.size() <= to) {
				cells.add(null);
			}
			if (to > from || down > number) {
				areas.add(new MergedCells.Area(number, down, from, to));
			}
			for (int column = from; down > number && column <= to; column++) {
				open.put(column, down);
			}
		}
		return cells.toArray(String[]::new);
	}

	private static int span(Element cell, String attribute, int most) {
		String written = cell.attr(attribute).strip();
		boolean digits = !written.isEmpty() && written.length() < 9
				&& written.chars().allMatch((sign) -> sign >= '0' && sign <= '9');
		return digits ? Math.clamp(Integer.parseInt(written), 1, most) : 1;
	}

	/** The text as it is shown, without the spaces that only fill a cell. */
	private static String text(Element cell) {
		return cell.text().replace('\u00a0', ' ').strip();
	}

}
