package org.shuyuan.vocab.entry;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.identifier.ItemId;

/** Builds a data item component by component; what is not given is absent. */
public final class DataItemBuilder {

	private @Nullable ItemId id;

	private Text name;

	private @Nullable String column;

	private ItemType type;

	private @Nullable Integer length;

	private @Nullable Text meaning;

	private @Nullable String element;

	private Sensitivity sensitivity = Sensitivity.NONE;

	private @Nullable Grade grade;

	private boolean open;

	private ItemSource source = ItemSource.collected();

	private @Nullable String openingReason;

	private boolean required;

	private boolean primaryKey;

	DataItemBuilder(Text name, ItemType type) {
		this.name = name;
		this.type = type;
	}

	DataItemBuilder(DataItem from) {
		this.id = from.id();
		this.name = from.name();
		this.column = from.column();
		this.type = from.type();
		this.length = from.length();
		this.meaning = from.meaning();
		this.element = from.element();
		this.sensitivity = from.sensitivity();
		this.grade = from.grade();
		this.open = from.open();
		this.source = from.source();
		this.openingReason = from.openingReason();
		this.required = from.required();
		this.primaryKey = from.primaryKey();
	}

	/** Permanent id; absent in what a client registers, given at the first save. */
	public DataItemBuilder id(@Nullable ItemId id) {
		this.id = id;
		return this;
	}

	/** The item's name. */
	public DataItemBuilder name(Text name) {
		this.name = name;
		return this;
	}

	/** The column's name in the table, where it differs from the Chinese name. */
	public DataItemBuilder column(@Nullable String column) {
		this.column = column;
		return this;
	}

	/** Type of the values. */
	public DataItemBuilder type(ItemType type) {
		this.type = type;
		return this;
	}

	/** Longest value in characters, more than 0. */
	public DataItemBuilder length(@Nullable Integer length) {
		this.length = length;
		return this;
	}

	/** What it means. */
	public DataItemBuilder meaning(@Nullable Text meaning) {
		this.meaning = meaning;
		return this;
	}

	/** Code of the standard data element 数据元 it is bound to. */
	public DataItemBuilder element(@Nullable String element) {
		this.element = element;
		return this;
	}

	/**
	 * What it touches: never less than its data element does, regardless of what is
	 * declared.
	 */
	public DataItemBuilder sensitivity(Sensitivity sensitivity) {
		this.sensitivity = sensitivity;
		return this;
	}

	/** Grade of its own, where stricter than the entry's. */
	public DataItemBuilder grade(@Nullable Grade grade) {
		this.grade = grade;
		return this;
	}

	/** Whether it belongs to what may open to the public. */
	public DataItemBuilder open(boolean open) {
		this.open = open;
		return this;
	}

	/** Where the agency has it from. */
	public DataItemBuilder source(ItemSource source) {
		this.source = source;
		return this;
	}

	/**
	 * Why it may open although it is, or by its name seems to be, personal information;
	 * publishing it takes the authority's consent.
	 */
	public DataItemBuilder openingReason(@Nullable String openingReason) {
		this.openingReason = openingReason;
		return this;
	}

	public DataItemBuilder required(boolean required) {
		this.required = required;
		return this;
	}

	public DataItemBuilder primaryKey(boolean primaryKey) {
		this.primaryKey = primaryKey;
		return this;
	}

	/** As built. */
	public DataItem build() {
		return new DataItem(this.id, this.name, this.column, this.type, this.length, this.meaning, this.element,
				this.sensitivity, this.grade, this.open, this.source, this.openingReason, this.required,
				this.primaryKey);
	}

}
