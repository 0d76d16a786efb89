package org.shuyuan.portal.workbench;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.DataItem;

/**
 * A data item as typed.
 */
public record ItemRow(@Nullable String id, @Nullable String nameZh, @Nullable String nameEn, @Nullable String column,
		@Nullable String type, @Nullable String length, @Nullable String meaningZh, @Nullable String meaningEn,
		@Nullable String element, @Nullable String sensitivity, @Nullable String grade, @Nullable Boolean open,
		@Nullable String sourceKind, @Nullable String sourceAgency, @Nullable String sourceItem,
		@Nullable String openingReason, @Nullable Boolean required, @Nullable Boolean primaryKey) {

	static ItemRow empty() {
		return new ItemRow(null, null, null, null, "string", null, null, null, null, "none", null, false, "collected",
				null, null, null, false, false);
	}

	static ItemRow of(DataItem item) {
		Text meaning = item.meaning();
		return new ItemRow((item.id() == null) ? null : item.id().value(), item.name().zh(), item.name().en(),
				item.column(), item.type().code(), (item.length() == null) ? null : item.length().toString(),
				(meaning == null) ? null : meaning.zh(), (meaning == null) ? null : meaning.en(), item.element(),
				item.sensitivity().code(), (item.grade() == null) ? null : item.grade().code(), item.open(),
				item.source().kind().code(), (item.source().agency() == null) ? null : item.source().agency().value(),
				(item.source().item() == null) ? null : item.source().item().value(), item.openingReason(),
				item.required(), item.primaryKey());
	}

	/** Whether it is ticked as open to the public. */
	public boolean opens() {
		return Boolean.TRUE.equals(this.open);
	}

	/** Whether it is ticked as never empty, or belongs to the key. */
	public boolean isRequired() {
		return Boolean.TRUE.equals(this.required) || inKey();
	}

	/** Whether it is ticked as belonging to the key. */
	public boolean inKey() {
		return Boolean.TRUE.equals(this.primaryKey);
	}

	/** Whether nothing was typed into it. */
	boolean blank() {
		return FormText.of(this.id) == null && FormText.of(this.nameZh) == null && FormText.of(this.nameEn) == null
				&& FormText.of(this.column) == null && FormText.of(this.meaningZh) == null
				&& FormText.of(this.element) == null;
	}

	/** The same item, had from its source instead of collected again. */
	ItemRow from(String kind, @Nullable String agency, @Nullable String item) {
		return new ItemRow(this.id, this.nameZh, this.nameEn, this.column, this.type, this.length, this.meaningZh,
				this.meaningEn, this.element, this.sensitivity, this.grade, this.open, kind, agency, item,
				this.openingReason, this.required, this.primaryKey);
	}

}
