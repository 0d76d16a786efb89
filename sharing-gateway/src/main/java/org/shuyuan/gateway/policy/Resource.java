package org.shuyuan.gateway.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.AgencyId;
import org.shuyuan.vocab.Completeness;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.EntryId;
import org.shuyuan.vocab.Grade;
import org.shuyuan.vocab.ItemId;
import org.shuyuan.vocab.Openness;
import org.shuyuan.vocab.Sensitivity;
import org.shuyuan.vocab.SharingClass;

/**
 * What is asked for: a distribution, what its entry in force says, and what its data are.
 *
 * @param entry the entry
 * @param distribution the distribution
 * @param provider the agency that provides it
 * @param inForce whether the entry is published and neither suspended nor retired
 * @param completeness whether the description is an agency's own
 * @param sharing sharing class, absent where unknown
 * @param openness openness, absent where unknown
 * @param grade the strictest grade, absent where unknown
 * @param items the entry's items
 * @param content the data in force
 * @param asOf when the catalogue was last heard
 */
public record Resource(EntryId entry, DistributionId distribution, AgencyId provider, boolean inForce,
		Completeness completeness, @Nullable SharingClass sharing, @Nullable Openness openness, @Nullable Grade grade,
		List<Item> items, Content content, Instant asOf) {

	private static final ItemId UNBOUND = new ItemId("aaaaaaaaaaaaaaaaaaaaaaaaaa");

	public Resource {
		items = List.copyOf(items);
	}

	/**
	 * An item of the entry.
	 *
	 * @param id the item
	 * @param column its column in a table
	 * @param mayOpen whether the entry lets the public have it
	 * @param sensitivity what it touches
	 */
	public record Item(ItemId id, String column, boolean mayOpen, Sensitivity sensitivity) {
	}

	/**
	 * The data in force.
	 *
	 * @param table whether they are a table; otherwise a file as it is
	 * @param columns the table's columns
	 * @param stopped whether the negative list holds all of them back from the public; a
	 * department with a grant still has them
	 * @param held columns that it holds back, the others being separable from them
	 */
	public record Content(boolean table, List<String> columns, boolean stopped, Set<String> held) {

		public Content {
			columns = List.copyOf(columns);
			held = Set.copyOf(held);
		}

	}

	/** The same, of which the catalogue was heard at another moment. */
	public Resource heard(Instant moment) {
		return new Resource(this.entry, this.distribution, this.provider, this.inForce, this.completeness, this.sharing,
				this.openness, this.grade, this.items, this.content, moment);
	}

	/** The items whose columns the table has; all of them for a file. */
	public List<Item> present() {
		return this.content.table()
				? this.items.stream().filter((item) -> this.content.columns().contains(item.column())).toList()
				: this.items;
	}

	/**
	 * The items of columns. For a column that no item describes stands one that nobody
	 * may have.
	 */
	public Set<ItemId> items(Collection<String> columns) {
		return columns.stream()
			.map((column) -> this.items.stream()
				.filter((item) -> item.column().equals(column))
				.map(Item::id)
				.findFirst()
				.orElse(UNBOUND))
			.collect(Collectors.toSet());
	}

	/** Whether the negative list holds the item's column back from the public. */
	public boolean holdsBack(Item item) {
		return this.content.held().contains(item.column());
	}

	/** Whether the table has columns that no item describes. */
	public boolean hasUnboundColumns() {
		return this.content.table() && !this.content.columns()
			.stream()
			.allMatch((column) -> this.items.stream().anyMatch((item) -> item.column().equals(column)));
	}

}
