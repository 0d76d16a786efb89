package org.shuyuan.vocab.entry;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.negativelist.PersonalDataTerms;

/**
 * A data item 信息项: one column of what an entry describes (csvw:Column).
 *
 * @param id permanent id; absent in what a client registers, given at the first save
 * @param name the item's name
 * @param column the column's name in the table, where it differs from the Chinese name
 * @param type type of the values
 * @param length longest value in characters, more than 0
 * @param meaning what it means
 * @param element code of the standard data element 数据元 it is bound to
 * @param sensitivity what it touches: never less than its data element does, regardless
 * of what is declared
 * @param grade grade of its own, where stricter than the entry's
 * @param open whether it belongs to what may open to the public
 * @param source where the agency has it from
 * @param openingReason why it may open although it is, or by its name seems to be,
 * personal information; publishing it takes the authority's consent
 * @param required whether every row has a value of it (csvw:required, 是否可为空); always so
 * of an item of the key
 * @param primaryKey whether it belongs to the key 主键, in which no two rows agree: all
 * items of an entry that say so form it together
 */
public record DataItem(@Nullable ItemId id, Text name, @Nullable String column, ItemType type, @Nullable Integer length,
		@Nullable Text meaning, @Nullable String element, Sensitivity sensitivity, @Nullable Grade grade, boolean open,
		ItemSource source, @Nullable String openingReason, @JsonSetter(nulls = Nulls.AS_EMPTY) boolean required,
		@JsonSetter(nulls = Nulls.AS_EMPTY) boolean primaryKey) {

	public DataItem {
		required = required || primaryKey;
		type = (type == null) ? ItemType.STRING : type;
		sensitivity = Sensitivity.ofElement(element).orStricter((sensitivity == null) ? Sensitivity.NONE : sensitivity);
		openingReason = (openingReason == null || openingReason.isBlank()) ? null : openingReason.strip();
		source = (source == null) ? ItemSource.collected() : source;
		if (length != null && length <= 0) {
			throw new IllegalArgumentException("The length of a data item is more than 0");
		}
	}

	/** Builds a data item. */
	public static DataItemBuilder of(Text name, ItemType type) {
		return new DataItemBuilder(name, type);
	}

	/** Builds one from this. */
	public DataItemBuilder change() {
		return new DataItemBuilder(this);
	}

	/** The name of the item's column in a table of data. */
	public String columnName() {
		return (this.column != null) ? this.column : this.name.zh();
	}

	/** The same item under an id. */
	public DataItem withId(@Nullable ItemId given) {
		return change().id(given).build();
	}

	/** The same item, in the key or not. */
	public DataItem withPrimaryKey(boolean inKey) {
		return change().primaryKey(inKey).build();
	}

	/**
	 * What in its name, column or meaning indicates personal information, if anything.
	 */
	public Optional<PersonalDataTerms.Match> personalTerm() {
		return PersonalDataTerms.in(this.name, this.column, this.meaning);
	}

	/**
	 * Whether it is personal information, as declared, by its data element or by name.
	 */
	@JsonIgnore
	public boolean isPersonal() {
		return this.sensitivity == Sensitivity.PERSONAL || this.sensitivity == Sensitivity.SENSITIVE_PERSONAL
				|| personalTerm().isPresent();
	}

	/**
	 * Whether it is marked open and is personal: only the authority's consent opens it.
	 */
	public boolean needsOpeningConsent() {
		return this.open && isPersonal();
	}

	/**
	 * Whether the public may have this item: marked open and touching nothing protected,
	 * or personal and opened for a stated reason.
	 */
	public boolean mayOpen() {
		return this.open && (this.grade == null || this.grade.mayOpen())
				&& this.sensitivity.mayOpen(this.openingReason != null)
				&& (this.openingReason != null || !isPersonal());
	}

}
