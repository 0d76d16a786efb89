package org.shuyuan.gateway.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.access.AccessGate;
import org.shuyuan.gateway.access.AccessRefused;
import org.shuyuan.gateway.access.AccessRequest;
import org.shuyuan.gateway.access.Demand;
import org.shuyuan.gateway.access.Entitlement;
import org.shuyuan.gateway.access.PermittedAccess;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.query.Grouping;
import org.shuyuan.gateway.query.QueryInvalid;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.tables.GroupedRows;
import org.shuyuan.gateway.tables.QueryStopped;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Rows counted, added up or averaged by the values of a column. Under a grant every row
 * that was read counts as delivered, so that sums cannot bypass a quota.
 */
@RestController
@RequestMapping("/api/v1/sharing/distributions/{id}")
@Tag(name = "data")
class GroupsController {

	private final AccessGate accessGate;

	private final Tables tables;

	GroupsController(AccessGate accessGate, Tables tables) {
		this.accessGate = accessGate;
		this.tables = tables;
	}

	@GetMapping("/groups")
	@RowFilters
	@Nullable GroupedAnswer groups(Caller caller, @PathVariable DistributionId id,
			@RequestHeader(name = "Shuyuan-Grant", required = false) @Nullable String grant,
			@RequestHeader(name = "Shuyuan-Purpose", required = false) @Nullable String purpose,
			@RequestParam String by, @RequestParam(required = false) @Nullable String unit,
			@RequestParam(defaultValue = "count") String measure, @RequestParam(required = false) @Nullable String of,
			@RequestParam(defaultValue = "20") @Min(1) @Max(Grouping.MOST) int top, HttpServletRequest request,
			HttpServletResponse response) {
		String[] given = request.getParameterValues("filter");
		Wanted wanted = new Wanted(by, unit, measure, of, top, (given != null) ? List.of(given) : List.of());
		PermittedAccess<Grouping> permittedAccess;
		try {
			permittedAccess = this.accessGate.admit(new AccessRequest(caller, id, Action.Kind.ROWS, grant, purpose),
					(entitlement) -> need(entitlement, wanted.of(entitlement), grant != null));
		}
		catch (QueryInvalid ex) {
			throw RowProblems.invalid(ex);
		}
		catch (QueryStopped _) {
			throw RowProblems.tooSlow();
		}
		response.setHeader("Shuyuan-Decision", permittedAccess.decision());
		long looked = 0;
		try {
			if (permittedAccess.isKnown(request, response)) {
				return null;
			}
			GroupedRows groupedRows = this.tables.groups(permittedAccess.need());
			if (permittedAccess.watch().getAsBoolean()) {
				throw new AccessRefused(permittedAccess.watch().reason(), permittedAccess.decision());
			}
			looked = groupedRows.rows();
			return answer(permittedAccess.need(), groupedRows);
		}
		catch (QueryStopped _) {
			throw RowProblems.tooSlow();
		}
		finally {
			this.accessGate.settle(permittedAccess, looked, looked > 0);
		}
	}

	private Demand<Grouping> need(Entitlement entitlement, Grouping asked, boolean counted) {
		TableQuery rows = new TableQuery(asked.rows().table(), entitlement.data().columns(), List.of(),
				asked.rows().filters(), List.of(), null, 0);
		rows.check();
		Grouping grouping = new Grouping(rows.with(entitlement.rows()), asked.by(), asked.unit(), asked.measure(),
				asked.of(), asked.top());
		long looked = counted ? this.tables.count(grouping.rows()) : 0;
		return new Demand<>(grouping, touched(asked), looked, looked);
	}

	private static Set<String> touched(Grouping grouping) {
		Set<String> touched = new HashSet<>();
		touched.add(grouping.by());
		if (grouping.of() != null) {
			touched.add(grouping.of());
		}
		grouping.rows().filters().forEach((filter) -> touched.add(filter.column()));
		return touched;
	}

	private static GroupedAnswer answer(Grouping asked, GroupedRows groupedRows) {
		return new GroupedAnswer(asked.by(), asked.measure().name().toLowerCase(Locale.ROOT), groupedRows.groups(),
				groupedRows.others());
	}

	/**
	 * Groups of rows.
	 *
	 * @param by the column that makes them
	 * @param measure count, sum or mean
	 * @param groups the groups
	 * @param others everything beyond them; absent if they are all
	 */
	@Schema(name = "RowGroups")
	record GroupedAnswer(String by, String measure, List<GroupedRows.Group> groups,
			@JsonInclude(JsonInclude.Include.NON_NULL) GroupedRows.@Nullable Others others) {
	}

	/**
	 * The parameters as they were given.
	 */
	private record Wanted(String by, @Nullable String unit, String measure, @Nullable String of, int top,
			List<String> filters) {

		Wanted {
			try {
				Grouping.Measure.ofCode(measure);
			}
			catch (IllegalArgumentException _) {
				throw RowProblems.parameter("measure", "count, sum, mean");
			}
			try {
				if (unit != null) {
					Grouping.Unit.ofCode(unit);
				}
			}
			catch (IllegalArgumentException _) {
				throw RowProblems.parameter("unit", "year, month, day");
			}
		}

		/** Read against the columns that may be had. */
		Grouping of(Entitlement entitlement) {
			RowProblems.rows(entitlement);
			TableQuery rows = TableQuery.parse(RowProblems.table(entitlement), entitlement.open(), null, this.filters,
					null, null, null);
			return new Grouping(rows, this.by, (this.unit != null) ? Grouping.Unit.ofCode(this.unit) : null,
					Grouping.Measure.ofCode(this.measure), this.of, this.top);
		}

	}

}
