package org.shuyuan.catalogue.workbook;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Characters;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.rdf.Violation.Severity;

/**
 * Reads a row of a workbook as a data item. An existing item is identified by its column
 * or its name, and keeps what the row does not state.
 */
final class ItemReader {

	private final Map<WorkbookColumn, WorkbookCell> cells;

	private final @Nullable DataItem before;

	private final Map<WorkbookColumn, String> saidBefore;

	private final List<CellViolation> violations;

	private ItemReader(Map<WorkbookColumn, WorkbookCell> cells, @Nullable DataItem before,
			@Nullable SharingClass sharing, List<CellViolation> violations) {
		this.cells = cells;
		this.before = before;
		this.saidBefore = (before != null) ? ResourceCells.of(before, sharing) : Map.of();
		this.violations = violations;
	}

	static DataItem read(Map<WorkbookColumn, WorkbookCell> cells, @Nullable Entry before,
			@Nullable SharingClass sharing, List<CellViolation> violations) {
		String column = text(cells, WorkbookColumn.ITEM_COLUMN);
		String name = text(cells, WorkbookColumn.ITEM_NAME);
		DataItem known = (before == null) ? null
				: before.items()
					.stream()
					.filter((each) -> !column.isEmpty() && isWritten(each.column(), column))
					.findFirst()
					.or(() -> before.items().stream().filter((each) -> isWritten(each.name().zh(), name)).findFirst())
					.orElse(null);
		return new ItemReader(cells, known, sharing, violations).read(name, column, sharing);
	}

	private static boolean isWritten(@Nullable String text, String cell) {
		return text != null && Characters.inCell(text).equals(cell);
	}

	private DataItem read(String name, String column, @Nullable SharingClass sharing) {
		agree(sharing);
		DataItem old = this.before;
		Text called = name.isEmpty() ? ((old != null) ? old.name() : Text.of(column))
				: (old != null && isUnchanged(WorkbookColumn.ITEM_NAME)) ? old.name() : Text.of(name);
		DataItem base = (old != null) ? old : DataItem.of(called, ItemType.STRING).build();
		return base.change()
			.name(called)
			.column(isUnchanged(WorkbookColumn.ITEM_COLUMN) ? base.column() : column)
			.type(type())
			.length(length())
			.meaning(isUnchanged(WorkbookColumn.ITEM_MEANING) ? base.meaning()
					: Text.of(text(this.cells, WorkbookColumn.ITEM_MEANING)))
			.element(element())
			.open(yes(WorkbookColumn.ITEM_OPEN, base.open()))
			.primaryKey(yes(WorkbookColumn.ITEM_KEY, base.primaryKey()))
			.required(!yes(WorkbookColumn.ITEM_NULLABLE, !base.required()))
			.build();
	}

	private ItemType type() {
		ItemType old = (this.before != null) ? this.before.type() : ItemType.STRING;
		String text = text(this.cells, WorkbookColumn.ITEM_TYPE);
		if (isUnchanged(WorkbookColumn.ITEM_TYPE)) {
			return old;
		}
		String bare = text.replaceAll("[(（].*", "");
		Optional<String> code = WorkbookTerms.code("item-type", "item-types", text)
			.or(() -> WorkbookTerms.code("item-type", "item-types", bare));
		if (code.isEmpty()) {
			this.violations.add(ResourceReader.unknown(cell(WorkbookColumn.ITEM_TYPE), "type", text, "item-type"));
		}
		return code.map(ItemType::ofCode).orElse(old);
	}

	private @Nullable Integer length() {
		Integer old = (this.before != null) ? this.before.length() : null;
		String text = text(this.cells, WorkbookColumn.ITEM_LENGTH);
		if (isUnchanged(WorkbookColumn.ITEM_LENGTH) || WorkbookValues.isNothing(text)) {
			return old;
		}
		Optional<Integer> length = WorkbookValues.length(text);
		if (length.isEmpty()) {
			violate(WorkbookColumn.ITEM_LENGTH, "length-invalid",
					Text.of("“" + text + "”不是长度", "'%s' is no length".formatted(text)),
					Text.of("填写大于 0 的整数，或留空", "Write a whole number above 0, or leave it blank"));
		}
		return length.orElse(old);
	}

	private @Nullable String element() {
		String old = (this.before != null) ? this.before.element() : null;
		String text = text(this.cells, WorkbookColumn.ITEM_ELEMENT);
		if (isUnchanged(WorkbookColumn.ITEM_ELEMENT) || WorkbookValues.isNothing(text)) {
			return old;
		}
		Optional<String> code = CodeList.of("elements").codeOf(text);
		if (code.isEmpty()) {
			violate(WorkbookColumn.ITEM_ELEMENT, "value-unknown",
					Text.of("没有数据元“" + text + "”", "There is no data element '%s'".formatted(text)),
					Text.of("填写数据元目录中的编码或名称，没有对应的留空", "Write the code or name of one in the list, or leave it blank"));
		}
		return code.orElse(old);
	}

	private boolean yes(WorkbookColumn column, boolean old) {
		String text = text(this.cells, column);
		if (isUnchanged(column)) {
			return old;
		}
		Optional<Boolean> yes = WorkbookValues.yesOrNo(text);
		if (yes.isEmpty()) {
			this.violations.add(ResourceReader.unknown(cell(column), column.path(), text, "yes-no"));
		}
		return yes.orElse(old);
	}

	/** An item that is shared less than the whole is rejected. */
	private void agree(@Nullable SharingClass sharing) {
		String text = text(this.cells, WorkbookColumn.ITEM_SHARING);
		if (text.isEmpty()) {
			return;
		}
		Optional<String> code = WorkbookTerms.code("sharing", "sharing-class", text);
		if (code.isEmpty()) {
			this.violations.add(ResourceReader.unknown(cell(WorkbookColumn.ITEM_SHARING), "sharing", text, "sharing"));
		}
		else if (sharing == null || !sharing.code().equals(code.get())) {
			violate(WorkbookColumn.ITEM_SHARING, "item-shared-otherwise", Text.of("此信息项的共享类型与整个信息资源不同，平台按整个信息资源判定",
					"The item is to be shared differently from the whole, and the platform decides by the whole"),
					Text.of("共享类型不同的信息项另立一个信息资源", "Make a separate resource of items that are shared differently"));
		}
	}

	private boolean isUnchanged(WorkbookColumn column) {
		String text = text(this.cells, column);
		return text.isEmpty() || text.equals(this.saidBefore.get(column));
	}

	private WorkbookCell cell(WorkbookColumn column) {
		return this.cells.getOrDefault(column, this.cells.values().iterator().next());
	}

	private static String text(Map<WorkbookColumn, WorkbookCell> cells, WorkbookColumn column) {
		WorkbookCell cell = cells.get(column);
		return (cell != null) ? cell.text() : "";
	}

	private void violate(WorkbookColumn column, String code, Text message, Text advice) {
		this.violations
			.add(new CellViolation(cell(column), new Violation(code, Severity.INVALID, "", message, advice, "D13")));
	}

}
