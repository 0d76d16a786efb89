package org.shuyuan.gateway.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;

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
 * @param asOf when the catalogue was last reached
 */
public record PolicyResource(EntryId entry, DistributionId distribution, AgencyId provider, boolean inForce,
		Completeness completeness, @Nullable SharingClass sharing, @Nullable Openness openness, @Nullable Grade grade,
		List<Item> items, Content content, Instant asOf) {

	private static final ItemId UNBOUND = new ItemId("aaaaaaaaaaaaaaaaaaaaaaaaaa");

	public PolicyResource {
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
	 * @param columns the table's columns in order, each with every item that could
	 * describe it; without one where none does
	 * @param stopped whether the negative list holds all of them back from the public; a
	 * department with a grant has them, unless they are {@code unshared}
	 * @param unshared whether it holds them back from departments too
	 * @param held columns that it holds back, the others being separable from them
	 * @param more whether the original holds, or may hold, something that no item
	 * describes
	 */
	public record Content(boolean table, Map<String, List<Item>> columns, boolean stopped, boolean unshared,
			Set<String> held, boolean more) {

		public Content {
			columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
			held = Set.copyOf(held);
		}

		/** Of which the original holds nothing but what is described. */
		public Content(boolean table, Map<String, List<Item>> columns, boolean stopped, Set<String> held) {
			this(table, columns, stopped, false, held, false);
		}

	}

	/**
	 * What of the data may leave.
	 *
	 * @param columns columns of a table, in order
	 * @param items the items that describe them; of a file, its items
	 * @param whole whether that is all there is
	 */
	record Part(Set<String> columns, Set<ItemId> items, boolean whole) {
	}

	/** The same, with another time at which the catalogue was last reached. */
	public PolicyResource heard(Instant moment) {
		return new PolicyResource(this.entry, this.distribution, this.provider, this.inForce, this.completeness,
				this.sharing, this.openness, this.grade, this.items, this.content, moment);
	}

	/**
	 * What may leave where these items may: of a table the columns of which every item
	 * that could describe them may.
	 * @param may whether an item may leave
	 * @param unshared whether it holds them back from departments too
	 * @param held columns that may not, whatever item describes them
	 */
	Part part(Predicate<Item> may, Set<String> held) {
		Set<ItemId> left = new HashSet<>();
		if (!this.content.table()) {
			this.items.stream().filter(may).map(Item::id).forEach(left::add);
			return new Part(Set.of(), left, left.size() == this.items.size());
		}
		Set<String> columns = new LinkedHashSet<>();
		this.content.columns().forEach((column, described) -> {
			if (!described.isEmpty() && !held.contains(column) && described.stream().allMatch(may)) {
				columns.add(column);
				described.forEach((item) -> left.add(item.id()));
			}
		});
		return new Part(columns, left, columns.size() == this.content.columns().size());
	}

	/**
	 * The items of columns: every one that could describe them. A column that no item
	 * describes is represented by one that no one may have.
	 */
	public Set<ItemId> items(Collection<String> columns) {
		return columns.stream().flatMap((column) -> {
			List<Item> described = this.content.columns().getOrDefault(column, List.of());
			return described.isEmpty() ? Stream.of(UNBOUND) : described.stream().map(Item::id);
		}).collect(Collectors.toSet());
	}

}
