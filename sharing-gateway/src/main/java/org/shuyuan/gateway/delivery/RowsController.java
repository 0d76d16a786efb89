package org.shuyuan.gateway.delivery;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.access.AccessGate;
import org.shuyuan.gateway.access.AccessRefused;
import org.shuyuan.gateway.access.AccessRequest;
import org.shuyuan.gateway.access.Demand;
import org.shuyuan.gateway.access.Entitlement;
import org.shuyuan.gateway.access.PermittedAccess;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.query.QueryInvalid;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.rowformat.RowFormat;
import org.shuyuan.gateway.tables.TablePage;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.ParameterOutOfRange;
import org.shuyuan.vocab.identifier.DistributionId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Rows of a table. */
@RestController
@RequestMapping("/api/v1/sharing/distributions/{id}")
@Tag(name = "data")
class RowsController {

	private static final int PAGE = 100;

	private static final int LONGEST_PAGE = 10_000;

	private final AccessGate accessGate;

	private final Tables tables;

	private final RowFiles files;

	private final JsonMapper json;

	RowsController(AccessGate accessGate, Tables tables, RowFiles files, JsonMapper json) {
		this.files = files;
		this.accessGate = accessGate;
		this.tables = tables;
		this.json = json;
	}

	@GetMapping("/rows")
	@RowFilters
	@ApiResponse(responseCode = "200", description = "A page as JSON, or all rows in another format",
			headers = {
					@Header(name = "Shuyuan-Decision", description = "Id of the decision in the audit",
							schema = @Schema(type = "string")),
					@Header(name = "Shuyuan-Truncated", description = "true where a quota leaves fewer rows",
							schema = @Schema(type = "string")) },
			content = { @Content(mediaType = "application/json", schema = @Schema(implementation = RowPage.class)),
					@Content(mediaType = "text/csv", schema = @Schema(type = "string")),
					@Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string")),
					@Content(mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
							schema = @Schema(type = "string", format = "binary")) })
	void rows(Caller caller, @PathVariable DistributionId id,
			@RequestHeader(name = "Shuyuan-Grant", required = false) @Nullable String grant,
			@RequestHeader(name = "Shuyuan-Purpose", required = false) @Nullable String purpose,
			@RequestParam(required = false) @Nullable String select,
			@RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Min(1) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "json") String format,
			@RequestParam(defaultValue = "false") boolean bom, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		String[] given = request.getParameterValues("filter");
		List<String> filters = (given != null) ? List.of(given) : List.of();
		Optional<RowFormat> form = form(format);
		if (bom && !format.equals("csv")) {
			throw RowProblems.parameter("bom", "format=csv");
		}
		PermittedAccess<TableQuery> permittedAccess;
		try {
			permittedAccess = this.accessGate.admit(new AccessRequest(caller, id, Action.Kind.ROWS, grant, purpose),
					(entitlement) -> {
						TableQuery query = query(entitlement, select, filters, sort, limit, after, form.isEmpty());
						return new Demand<>(query, Set.copyOf(query.touched()), 0,
								Math.min(Objects.requireNonNullElse(query.limit(), Integer.MAX_VALUE),
										RowProblems.rows(entitlement)));
					});
		}
		catch (QueryInvalid ex) {
			throw RowProblems.invalid(ex);
		}
		response.setHeader("Shuyuan-Decision", permittedAccess.decision());
		AtomicLong sent = new AtomicLong();
		try {
			if (permittedAccess.isKnown(request, response)) {
				return;
			}
			TableQuery query = limited(permittedAccess).with(permittedAccess.offer().rows());
			boolean truncated = truncated(permittedAccess, query);
			if (truncated) {
				response.setHeader("Shuyuan-Truncated", "true");
			}
			if (form.isPresent()) {
				this.files.send(query, permittedAccess, form.get(), bom, sent, request, response);
			}
			else {
				page(query, permittedAccess, truncated, sent, response);
			}
		}
		finally {
			this.accessGate.settle(permittedAccess, sent.get(), sent.get() > 0);
		}
	}

	/** The form in which rows stream; empty for a page of JSON. */
	private static Optional<RowFormat> form(String format) {
		if (format.equals("json")) {
			return Optional.empty();
		}
		try {
			return Optional.of(RowFormat.valueOf(format.toUpperCase(Locale.ROOT)));
		}
		catch (IllegalArgumentException _) {
			throw RowProblems.parameter("format", "json, csv, ndjson, xlsx");
		}
	}

	/** The question, read against the columns that may be had. */
	private static TableQuery query(Entitlement entitlement, @Nullable String select, List<String> filters,
			@Nullable String sort, @Nullable Integer limit, @Nullable String after, boolean paged) {
		if (paged && limit != null && limit > LONGEST_PAGE) {
			throw new ParameterOutOfRange("limit", 1L, (long) LONGEST_PAGE);
		}
		RowProblems.rows(entitlement);
		TableQuery asked = TableQuery.parse(RowProblems.table(entitlement), entitlement.open(), select, filters, sort,
				(limit != null) ? limit : paged ? (Integer) PAGE : null,
				RowCursor.rows(after, entitlement.data().version()));
		TableQuery query = new TableQuery(asked.table(), entitlement.data().columns(), asked.select(), asked.filters(),
				asked.sort(), asked.limit(), asked.after());
		query.check();
		return query;
	}

	private static TableQuery limited(PermittedAccess<TableQuery> permittedAccess) {
		TableQuery query = permittedAccess.need();
		long most = (query.limit() != null) ? query.limit() : Long.MAX_VALUE;
		long allowed = Math.min(most, permittedAccess.rowsLeft());
		return new TableQuery(query.table(), query.columns(), query.select(), query.filters(), query.sort(),
				(allowed < Integer.MAX_VALUE) ? (Integer) (int) allowed : null, query.after());
	}

	/** Whether the quota leaves fewer rows than were asked for and are there. */
	private boolean truncated(PermittedAccess<TableQuery> permittedAccess, TableQuery query) {
		TableQuery asked = permittedAccess.need();
		long most = Math.min((asked.limit() != null) ? asked.limit() : Long.MAX_VALUE,
				RowProblems.rows(permittedAccess.offer()));
		return permittedAccess.rowsLeft() < most
				&& Math.min(most, this.tables.count(query) - query.after()) > permittedAccess.rowsLeft();
	}

	private void page(TableQuery query, PermittedAccess<TableQuery> permittedAccess, boolean truncated, AtomicLong sent,
			HttpServletResponse response) throws IOException {
		TablePage page = this.tables.page(query);
		String next = (page.next() != null) ? ServletUriComponentsBuilder.fromCurrentRequest()
			.scheme(null)
			.host(null)
			.port(null)
			.replaceQueryParam("after", new RowCursor(permittedAccess.offer().data().version(), page.next()))
			.build()
			.toUriString() : null;
		RowPage answer = new RowPage(
				page.columns().stream().map((column) -> OpenColumn.of(column, permittedAccess.offer())).toList(),
				page.rows(), page.total(), truncated ? "quota" : null, next);
		byte[] body = this.json.writeValueAsBytes(answer);
		if (permittedAccess.watch().getAsBoolean()) {
			throw new AccessRefused(permittedAccess.watch().reason(), permittedAccess.decision());
		}
		sent.set(page.rows().size());
		response.setContentType("application/json");
		response.getOutputStream().write(body);
	}

	/**
	 * A page of rows.
	 *
	 * @param columns the columns selected
	 * @param rows values in the columns' order; a missing value is null
	 * @param total rows that match the conditions; on the first page only
	 * @param truncated {@code quota} where it leaves fewer rows than were asked for
	 * @param next address of the next page
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record RowPage(List<OpenColumn> columns, List<List<@Nullable Object>> rows, @Nullable Long total,
			@Nullable String truncated, @Nullable String next) {
	}

}
