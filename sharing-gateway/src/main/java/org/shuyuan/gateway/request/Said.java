package org.shuyuan.gateway.request;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody says with a step; which member counts depends on the step.
 *
 * @param quota rows, or {@code {rows, calls}}
 * @param until last day of a grant, or to put misuse right
 * @param days working days of an extension
 * @param filing what a provider that stops a service files with the authority
 */
record Said(@Nullable String reason, @Nullable String opinion, @Nullable String note, @Nullable String citation,
		@Nullable JsonNode missing, @Nullable List<String> items, @Nullable List<String> rows, @Nullable JsonNode quota,
		@Nullable LocalDate until, @Nullable Integer days, @Nullable String filing) {

	private static final List<String> AMOUNTS = List.of("rows", "calls");

	static final Said NOTHING = new Said(null, null, null, null, null, null, null, null, null, null, null);

	/** Whether a quota is given that limits nothing; it must not pass for none. */
	boolean quotaBroken() {
		return this.quota != null && !this.quota.isNull()
				&& (this.quota.isObject()
						? this.quota.isEmpty() || this.quota.propertyStream()
							.anyMatch((amount) -> !AMOUNTS.contains(amount.getKey()) || quota(amount.getKey()) == null)
						: quota("rows") == null);
	}

	/** Rows or calls of the quota. */
	@Nullable Long quota(String what) {
		if (this.quota == null || this.quota.isNull()) {
			return null;
		}
		JsonNode amount = this.quota.isObject() ? this.quota.path(what) : this.quota;
		boolean named = this.quota.isObject() || what.equals("rows");
		return (named && amount.isIntegralNumber() && amount.canConvertToLong() && amount.asLong() > 0)
				? (Long) amount.asLong() : null;
	}

}
