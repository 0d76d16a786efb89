package org.shuyuan.portal.workbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.client.RequestSummary;
import org.shuyuan.vocab.row.RowCondition;
import org.shuyuan.vocab.row.RowOperator;

/**
 * A request as typed: the five fields that art. 20 of the Government Data Sharing
 * Regulation asks for, the purpose, and the items and rows wanted.
 *
 * @param etag of the request when the form was opened
 */
public record RequestForm(@Nullable String once, @Nullable String entry, @Nullable String distribution,
		List<String> items, List<FilterRow> filters, @Nullable String basis, @Nullable String scenario,
		@Nullable String scope, @Nullable String mode, @Nullable String until, @Nullable String purpose,
		@Nullable String etag) {

	public RequestForm {
		items = (items == null) ? List.of() : items.stream().filter(Objects::nonNull).toList();
		filters = (filters == null) ? List.of() : filters.stream().filter(Objects::nonNull).toList();
	}

	/**
	 * One row filter.
	 */
	public record FilterRow(@Nullable String column, @Nullable String op, @Nullable String value) {

		/**
		 * As the gateway reads it; an operator that it does not know is for it to refuse.
		 */
		@Nullable String written() {
			String of = FormText.of(this.column);
			String code = FormText.of(this.op);
			if (of == null || code == null) {
				return null;
			}
			String typed = FormText.orEmpty(this.value);
			return RowOperator.find(code)
				.map((operator) -> new RowCondition(of, operator, typed).toString())
				.orElse(of + ":" + code + ":" + typed);
		}

		static FilterRow of(String written) {
			return RowCondition.parse(written)
				.map((read) -> new FilterRow(read.column(), read.operator().code(), read.value()))
				.orElseGet(() -> new FilterRow(written, null, null));
		}

	}

	static RequestForm of(RequestSummary request) {
		return new RequestForm("", request.entry(), request.distribution(), request.items(),
				request.rows().stream().map(FilterRow::of).toList(), request.basis(), request.scenario(),
				request.scope(), request.mode(), request.until(), request.purpose(), request.etag());
	}

	/** The same, to be saved over another version of the request. */
	RequestForm withEtag(@Nullable String tag) {
		return new RequestForm(this.once, this.entry, this.distribution, this.items, this.filters, this.basis,
				this.scenario, this.scope, this.mode, this.until, this.purpose, tag);
	}

	/** The row conditions in the gateway's form. */
	List<String> rows() {
		return this.filters.stream().map(FilterRow::written).filter(Objects::nonNull).toList();
	}

	Map<String, Object> body() {
		Map<String, Object> body = new LinkedHashMap<>();
		put(body, "entry", this.entry);
		put(body, "distribution", this.distribution);
		body.put("items", this.items);
		body.put("rows", rows());
		put(body, "basis", this.basis);
		put(body, "scenario", this.scenario);
		put(body, "scope", this.scope);
		put(body, "mode", this.mode);
		put(body, "until", this.until);
		put(body, "purpose", this.purpose);
		return body;
	}

	private static void put(Map<String, Object> body, String name, @Nullable String typed) {
		String value = FormText.of(typed);
		if (value != null) {
			body.put(name, value);
		}
	}

}
