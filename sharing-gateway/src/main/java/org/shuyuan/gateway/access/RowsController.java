package org.shuyuan.gateway.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.caller.Caller;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.Reason;
import org.shuyuan.gateway.problem.GatewayProblem;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.gateway.tables.Filter;
import org.shuyuan.gateway.tables.Operator;
import org.shuyuan.gateway.tables.QueryInvalid;
import org.shuyuan.gateway.tables.QueryStopped;
import org.shuyuan.gateway.tables.RowFormat;
import org.shuyuan.gateway.tables.RowSink;
import org.shuyuan.gateway.tables.TablePage;
import org.shuyuan.gateway.tables.TableQuery;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.DistributionId;
import org.shuyuan.vocab.ItemId;
import org.shuyuan.vocab.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Rows of a table, and yes or no to claims about them. */
@RestController
@RequestMapping("/api/v1/sharing/distributions/{id}")
class RowsController {

	private static final int MOST_CLAIMS = 100;

	private final Door door;

	private final VersionsInForce versions;

	private final Tables tables;

	private final Grants grants;

	private final JsonMapper json;

	RowsController(Door door, VersionsInForce versions, Tables tables, Grants grants, JsonMapper json) {
		this.door = door;
		this.versions = versions;
		this.tables = tables;
		this.grants = grants;
		this.json = json;
	}

	@GetMapping("/rows")
	void rows(Caller caller, @PathVariable DistributionId id,
			@RequestHeader(name = "Shuyuan-Grant", required = false) @Nullable String grant,
			@RequestHeader(name = "Shuyuan-Purpose", required = false) @Nullable String purpose,
			@RequestParam(required = false) @Nullable String select,
			@RequestParam(required = false) @Nullable String sort,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(required = false) @Nullable String after, @RequestParam(defaultValue = "json") String format,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		String[] given = request.getParameterValues("filter");
		List<String> filters = (given != null) ? List.of(given) : List.of();
		Set<String> named = new HashSet<>();
		QueryInvalid wrong = null;
		DataVersion data = this.versions.findData(id).orElse(null);
		if (data != null && data.profile() != null) {
			try {
				TableQuery asked = TableQuery.parse(table(data), data.columns(), select, filters, sort, limit, after);
				asked.filters().forEach((filter) -> named.add(filter.column()));
				asked.sort().forEach((each) -> named.add(each.column()));
				if (select != null && !select.isBlank()) {
					named.addAll(asked.select());
				}
			}
			catch (QueryInvalid ex) {
				wrong = ex;
			}
		}
		Admitted admitted = this.door.admit(new Asked(caller, id, Action.Kind.ROWS, grant, purpose, named));
		if (admitted.data().profile() == null) {
			throw noTable();
		}
		if (wrong != null) {
			throw invalid(wrong);
		}
		String columns = (select != null && !select.isBlank()) ? select : null;
		try {
			TableQuery query = TableQuery.parse(table(admitted.data()), admitted.data().columns(), columns, filters,
					sort, limit, after);
			if (columns == null) {
				query = new TableQuery(query.table(), query.columns(), List.copyOf(admitted.columns().keySet()),
						query.filters(), query.sort(), query.limit(), query.after());
			}
			response.setHeader("Shuyuan-Decision", admitted.decision());
			if (admitted.grant() != null) {
				response.setHeader("Cache-Control", "no-store");
			}
			deliver(query.with(admitted.rows()), admitted, format, response);
		}
		catch (QueryInvalid ex) {
			throw invalid(ex);
		}
	}

	private static String table(DataVersion data) {
		return data.sha256().value();
	}

	private void deliver(TableQuery query, Admitted admitted, String format, HttpServletResponse response)
			throws IOException {
		if (!admitted.columns().keySet().containsAll(query.select())) {
			throw new Refused((admitted.grant() != null) ? Reason.ITEMS_NOT_COVERED : Reason.ITEM_NOT_OPEN,
					admitted.decision());
		}
		if (query.limit() != null && query.limit() < 1) {
			throw parameter("limit", "≥ 1");
		}
		if (format.equals("json")) {
			page(query, admitted, response);
			return;
		}
		RowFormat form;
		try {
			form = RowFormat.valueOf(format.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException _) {
			throw parameter("format", "json, csv, ndjson, xlsx");
		}
		stream(limited(query, admitted), admitted, form, response);
	}

	private static TableQuery limited(TableQuery query, Admitted admitted) {
		long most = (query.limit() != null) ? query.limit() : Integer.MAX_VALUE;
		long allowed = Math.min(most, admitted.rowsLeft());
		boolean bounded = query.limit() != null || admitted.rowsLeft() < Integer.MAX_VALUE;
		return new TableQuery(query.table(), query.columns(), query.select(), query.filters(), query.sort(),
				bounded ? (Integer) (int) allowed : null, query.after());
	}

	private void page(TableQuery asked, Admitted admitted, HttpServletResponse response) throws IOException {
		int limit = (asked.limit() != null) ? asked.limit() : 100;
		if (limit < 1 || limit > 10_000) {
			throw parameter("limit", "1 – 10000");
		}
		TableQuery query = limited(new TableQuery(asked.table(), asked.columns(), asked.select(), asked.filters(),
				asked.sort(), limit, asked.after()), admitted);
		TablePage page = this.tables.page(query);
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("columns",
				page.columns()
					.stream()
					.map((column) -> Map.of("name", column.name(), "type", column.type(), "item",
							admitted.columns().getOrDefault(column.name(), ItemId.random())))
					.toList());
		answer.put("rows", page.rows());
		if (page.total() != null) {
			answer.put("total", page.total());
		}
		if (page.next() != null) {
			answer.put("next",
					ServletUriComponentsBuilder.fromCurrentRequest()
						.scheme(null)
						.host(null)
						.port(null)
						.replaceQueryParam("after", page.next())
						.build()
						.toUriString());
		}
		byte[] body = this.json.writeValueAsBytes(answer);
		if (admitted.stop().getAsBoolean()) {
			throw new Refused(Reason.GRANT_REVOKED, admitted.decision());
		}
		response.setContentType("application/json");
		response.getOutputStream().write(body);
		count(admitted, page.rows().size());
	}

	private void stream(TableQuery query, Admitted admitted, RowFormat form, HttpServletResponse response)
			throws IOException {
		response.setContentType(form.mediaType());
		response.setHeader("Content-Disposition",
				ContentDisposition.attachment().filename("rows." + form.extension()).build().toString());
		AtomicLong delivered = new AtomicLong();
		try {
			RowSink sink = form.open(response.getOutputStream(), query.selected());
			this.tables.stream(query, new Counting(sink, delivered), admitted.stop());
			if (admitted.stop().getAsBoolean()) {
				throw new TakenBack(Reason.GRANT_REVOKED);
			}
			sink.close();
		}
		catch (QueryStopped ex) {
			if (!response.isCommitted()) {
				response.reset();
				if (ex.timeout()) {
					throw tooSlow();
				}
				throw new Refused(Reason.GRANT_REVOKED, admitted.decision());
			}
			throw new TakenBack(Reason.GRANT_REVOKED);
		}
		finally {
			count(admitted, delivered.get());
		}
	}

	private void count(Admitted admitted, long rows) {
		if (admitted.grant() != null) {
			this.grants.delivered(admitted.grant(), rows);
		}
	}

	@PostMapping("/verification")
	Map<String, Object> verify(Caller caller, @PathVariable DistributionId id,
			@RequestHeader(name = "Shuyuan-Grant", required = false) @Nullable String grant,
			@RequestHeader(name = "Shuyuan-Purpose", required = false) @Nullable String purpose,
			@RequestBody Claims said, HttpServletResponse response) {
		if (said.claims().isEmpty() || said.claims().size() > MOST_CLAIMS
				|| said.claims().stream().anyMatch((claim) -> claim.match().isEmpty() || claim.item() == null)) {
			throw parameter("claims", "1 – 100, match + item + value");
		}
		DataVersion data = this.versions.findData(id).orElse(null);
		Set<String> named = new HashSet<>();
		Admitted before = this.door.admit(new Asked(caller, id, Action.Kind.VERIFY,
				(said.grant() != null) ? said.grant() : grant, purpose, named));
		if (data == null || before.data().profile() == null) {
			throw noTable();
		}
		if (said.claims().size() > before.rowsLeft()) {
			throw new Refused(Reason.QUOTA_USED_UP, before.decision());
		}
		response.setHeader("Shuyuan-Decision", before.decision());
		List<Map<String, Object>> results = new ArrayList<>();
		try {
			for (Claim claim : said.claims()) {
				results.add(Map.of("item", String.valueOf(claim.item()), "holds", holds(claim, before)));
			}
		}
		catch (QueryInvalid ex) {
			throw invalid(ex);
		}
		count(before, said.claims().size());
		return Map.of("results", results);
	}

	private boolean holds(Claim claim, Admitted admitted) {
		List<Filter> conditions = new ArrayList<>(admitted.rows());
		claim.match().forEach((item, value) -> conditions.add(equal(item, value, admitted)));
		conditions.add(equal(String.valueOf(claim.item()), claim.value(), admitted));
		return this.tables.count(new TableQuery(table(admitted.data()), admitted.data().columns(), List.of(),
				conditions, List.of(), null, 0)) > 0;
	}

	private static Filter equal(String item, @Nullable JsonNode value, Admitted admitted) {
		for (Map.Entry<String, ItemId> column : admitted.columns().entrySet()) {
			if (column.getKey().equals(item) || column.getValue().value().equals(item)) {
				return (value == null || value.isNull()) ? new Filter(column.getKey(), Operator.NULL, List.of())
						: new Filter(column.getKey(), Operator.EQ, List.of(value.asString()));
			}
		}
		throw new Refused(Reason.ITEMS_NOT_COVERED, admitted.decision());
	}

	static GatewayProblem noTable() {
		return new GatewayProblem(HttpStatus.CONFLICT, "not-a-table", Text.of("不是数据表", "Not a table"),
				Text.of("该数据资源没有可查询的表", "The distribution has no table to ask"),
				Text.of("请使用 /file 下载原文件", "Use /file for the original"));
	}

	static GatewayProblem tooSlow() {
		return new GatewayProblem(HttpStatus.UNPROCESSABLE_CONTENT, "query-timeout", Text.of("查询超时", "Query timed out"),
				Text.of("查询未能在时限内完成", "The query did not finish in time"),
				Text.of("请缩小筛选范围或去掉排序，或下载整个文件", "Narrow the filter, leave out the sort, or fetch the whole file"));
	}

	static GatewayProblem invalid(QueryInvalid ex) {
		return new GatewayProblem(HttpStatus.BAD_REQUEST, ex.code(), Text.of("查询无效", "Invalid query"), ex.text(),
				Text.of("请按 GET /distributions/{id} 所列的列与类型查询",
						"Ask by the columns and types that GET /distributions/{id} lists"));
	}

	static GatewayProblem parameter(String name, String accepted) {
		return new GatewayProblem(HttpStatus.BAD_REQUEST, "parameter-invalid", Text.of("参数无效", "Invalid parameter"),
				Text.of("参数 " + name + " 无效", "The parameter " + name + " is not valid"),
				Text.of("可用：" + accepted, "Accepted: " + accepted))
			.property("parameter", name);
	}

	/**
	 * Claims to verify 核验.
	 */
	record Claims(@Nullable String grant, List<Claim> claims) {

		Claims {
			claims = (claims == null) ? List.of() : List.copyOf(claims);
		}

	}

	/**
	 * A claim: the record that matches has this value.
	 */
	record Claim(Map<String, JsonNode> match, @Nullable String item, @Nullable JsonNode value) {

		Claim {
			match = (match == null) ? Map.of() : Map.copyOf(match);
		}

	}

	private record Counting(RowSink sink, AtomicLong rows) implements RowSink {

		@Override
		public void row(@Nullable Object[] values) throws IOException {
			this.sink.row(values);
			this.rows.incrementAndGet();
		}

		@Override
		public void close() throws IOException {
			this.sink.close();
		}

	}

}
