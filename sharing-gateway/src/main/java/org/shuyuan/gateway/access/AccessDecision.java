package org.shuyuan.gateway.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.policy.AcceptedApplication;
import org.shuyuan.gateway.policy.Decision;
import org.shuyuan.gateway.policy.Grant;
import org.shuyuan.gateway.policy.PolicyResource;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.query.Filter;
import org.shuyuan.gateway.query.QueryInvalid;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * What was decided about a call, and on what.
 *
 * @param asked what was asked
 * @param known the entry
 * @param data the version of its data
 * @param resource both, as the policy saw them
 * @param decision what it decided
 * @param grant the grant it rests on; absent for the public
 * @param opening the application it rests on; absent where none is needed
 * @param original whether the original would be permitted too
 */
record AccessDecision(AccessRequest asked, KnownEntry known, DataVersion data, PolicyResource resource,
		Decision decision, @Nullable Grant grant, @Nullable AcceptedApplication opening, boolean original) {

	/**
	 * What the caller may have.
	 * @throws Demand.Beyond if the grant's conditions on rows do not fit the table
	 */
	Entitlement offer(Decision.Permit permit) {
		return new Entitlement(this.data, columns(permit), conditions(permit),
				permit.rows().isEmpty() && permit.rowsLeft() == Long.MAX_VALUE, this.original,
				OriginalName.of(this.known, this.data), withheld());
	}

	/** Columns that the public would have, were it not for what was found in them. */
	private Map<String, ItemId> withheld() {
		Map<String, ItemId> withheld = new LinkedHashMap<>();
		if (this.grant == null) {
			this.resource.content().columns().forEach((column, items) -> {
				if (this.resource.content().held().contains(column) && !items.isEmpty()
						&& items.stream().allMatch(PolicyResource.Item::mayOpen)) {
					withheld.put(column, items.getFirst().id());
				}
			});
		}
		return withheld;
	}

	/** Each column that may be had, with the first of the items that describe it. */
	private Map<String, ItemId> columns(Decision.Permit permit) {
		Map<String, ItemId> columns = new LinkedHashMap<>();
		this.resource.content().columns().forEach((column, items) -> {
			if (permit.columns().contains(column)) {
				columns.put(column, items.getFirst().id());
			}
		});
		return columns;
	}

	private List<Filter> conditions(Decision.Permit permit) {
		try {
			List<Column> columns = this.data.columns();
			List<Filter> rows = permit.rows().stream().map((row) -> Filter.parse(row, columns)).toList();
			new TableQuery(this.data.table(), columns, List.of(), rows, List.of(), null, 0).check();
			return rows;
		}
		catch (QueryInvalid _) {
			throw new Demand.Beyond(List.of());
		}
	}

	/** Why more than what may be had is refused. */
	RefusalReason beyond() {
		return (this.grant != null) ? RefusalReason.ITEMS_NOT_COVERED : RefusalReason.ITEM_NOT_OPEN;
	}

	/** When what it rests on ends by itself; empty if it does not. */
	Optional<Instant> until() {
		return Optional.ofNullable(this.grant)
			.map(Grant::until)
			.or(() -> Optional.ofNullable(this.opening).map(AcceptedApplication::until));
	}

}
