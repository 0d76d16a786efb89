package org.shuyuan.catalogue.workbook;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Characters;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;

/**
 * An entry as the cells of a workbook say it. A cell read back unchanged leaves its value
 * unchanged, even if the cell holds less.
 */
final class ResourceCells {

	private static final String SEPARATOR = "、";

	private ResourceCells() {
	}

	/** What its columns about the whole hold; a column that would be blank is absent. */
	static Map<WorkbookColumn, String> of(Entry entry, AgencyLookup agencies) {
		Map<WorkbookColumn, String> cells = new EnumMap<>(WorkbookColumn.class);
		put(cells, WorkbookColumn.TITLE, zh(entry.title()));
		put(cells, WorkbookColumn.TITLE_EN, entry.title().en());
		put(cells, WorkbookColumn.CODE, code(entry));
		put(cells, WorkbookColumn.AGENCY_NAME, agencies.name(entry.agency()));
		put(cells, WorkbookColumn.AGENCY_CODE, entry.agency().value());
		put(cells, WorkbookColumn.ABSTRACT, zh(entry.description()));
		if (entry.contact() != null) {
			put(cells, WorkbookColumn.OFFICE, entry.contact().name());
			put(cells, WorkbookColumn.PHONE, entry.contact().phone());
		}
		put(cells, WorkbookColumn.FORMAT_CLASS, joined(
				entry.distributions().stream().map((each) -> WorkbookTerms.word("format-class", each.kind().code()))));
		put(cells, WorkbookColumn.FORMAT,
				joined(entry.distributions()
					.stream()
					.map(Distribution::format)
					.filter(Objects::nonNull)
					.map(ResourceCells::format)));
		put(cells, WorkbookColumn.MODE_CLASS,
				entry.modes().isEmpty() ? null : WorkbookTerms.word("mode-class", "platform"));
		put(cells, WorkbookColumn.MODE,
				joined(entry.modes().stream().map((each) -> WorkbookTerms.word("mode", each.code()))));
		put(cells, WorkbookColumn.FREQUENCY,
				(entry.frequency() != null) ? WorkbookTerms.word("frequency", entry.frequency()) : null);
		put(cells, WorkbookColumn.ISSUED, (entry.issued() != null) ? entry.issued().toString() : null);
		put(cells, WorkbookColumn.THEMES, joined(entry.themes().stream().map((each) -> label("themes", each))));
		put(cells, WorkbookColumn.KEYWORDS, joined(entry.keywords().stream().map(Text::zh)));
		sharing(cells, entry.sharing());
		openness(cells, entry.openness());
		return cells;
	}

	/**
	 * Its official code, or its permanent id; a code that another catalogue gave may not
	 * be its only one.
	 */
	private static @Nullable String code(Entry entry) {
		String id = (entry.id() != null) ? entry.id().value() : null;
		return (entry.code() != null && entry.completeness() == Completeness.FULL) ? entry.code() : id;
	}

	private static void sharing(Map<WorkbookColumn, String> cells, @Nullable SharingClass sharing) {
		if (sharing != null) {
			put(cells, WorkbookColumn.SHARING, WorkbookTerms.word("sharing", sharing.code()));
		}
		switch (sharing) {
			case SharingClass.Conditional conditional -> put(cells, WorkbookColumn.SHARING_CONDITION,
					conditional.purposes()
						.stream()
						.map((each) -> label("purposes", each))
						.sorted()
						.collect(Collectors.joining("；")));
			case SharingClass.NotShared closed ->
				put(cells, WorkbookColumn.SHARING_CONDITION, grounds(closed.reason(), closed.citations()));
			case SharingClass.Unconditional _ -> {
			}
			case null -> {
			}
		}
	}

	private static void openness(Map<WorkbookColumn, String> cells, @Nullable Openness openness) {
		switch (openness) {
			case Openness.Unconditional _ -> put(cells, WorkbookColumn.OPENNESS, "是");
			case Openness.Conditional open -> {
				put(cells, WorkbookColumn.OPENNESS, (open.conditions() != null) ? "是" : "有条件开放");
				put(cells, WorkbookColumn.OPEN_CONDITION, zh(open.conditions()));
			}
			case Openness.NotOpen closed -> {
				put(cells, WorkbookColumn.OPENNESS, "否");
				put(cells, WorkbookColumn.OPEN_CONDITION, grounds(closed.reason(), closed.citations()));
			}
			case null -> {
			}
		}
	}

	/** A reason with what it rests on, as {@link WorkbookValues#citations} reads it. */
	private static String grounds(String reason, Collection<Citation> citations) {
		String cited = citations.stream()
			.map((each) -> "《" + label("instruments", each.instrument()) + "》"
					+ Optional.ofNullable(each.article()).orElse(""))
			.filter((each) -> !reason.contains(each))
			.collect(Collectors.joining(SEPARATOR));
		return Stream.of(reason, cited).filter((each) -> !each.isBlank()).collect(Collectors.joining("；"));
	}

	/** What the columns about an item hold. */
	static Map<WorkbookColumn, String> of(DataItem item, @Nullable SharingClass sharing) {
		Map<WorkbookColumn, String> cells = new EnumMap<>(WorkbookColumn.class);
		put(cells, WorkbookColumn.ITEM_NAME, zh(item.name()));
		put(cells, WorkbookColumn.ITEM_COLUMN, item.column());
		put(cells, WorkbookColumn.ITEM_TYPE, WorkbookTerms.word("item-type", item.type().code()));
		put(cells, WorkbookColumn.ITEM_LENGTH, (item.length() != null) ? String.valueOf(item.length()) : null);
		put(cells, WorkbookColumn.ITEM_ELEMENT, item.element());
		put(cells, WorkbookColumn.ITEM_MEANING, zh(item.meaning()));
		put(cells, WorkbookColumn.ITEM_OPEN, item.open() ? "是" : "否");
		put(cells, WorkbookColumn.ITEM_KEY, item.primaryKey() ? "是" : "否");
		put(cells, WorkbookColumn.ITEM_NULLABLE, item.required() ? "否" : "是");
		put(cells, WorkbookColumn.ITEM_SHARING,
				(sharing != null) ? WorkbookTerms.word("sharing", sharing.code()) : null);
		return cells;
	}

	private static String format(String code) {
		return WorkbookTerms.word("format", code);
	}

	private static String label(String scheme, String code) {
		return CodeList.of(scheme).label(code).zh();
	}

	private static @Nullable String zh(@Nullable Text text) {
		return (text != null) ? text.zh() : null;
	}

	private static String joined(Stream<String> words) {
		return words.distinct().collect(Collectors.joining(SEPARATOR));
	}

	private static void put(Map<WorkbookColumn, String> cells, WorkbookColumn column, @Nullable String text) {
		String cell = (text != null) ? WorkbookCell.shortened(Characters.inCell(text)) : "";
		if (!cell.isEmpty()) {
			cells.put(column, cell);
		}
	}

	/** The parts of a cell that holds several words. */
	static List<String> parts(String text) {
		return Stream.of(text.split("[、,，;；/\\n]+")).map(String::strip).filter((each) -> !each.isEmpty()).toList();
	}

}
