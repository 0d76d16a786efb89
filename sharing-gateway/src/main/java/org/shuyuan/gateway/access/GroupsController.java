package org.shuyuan.gateway.access;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.caller.Caller;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.Reason;
import org.shuyuan.gateway.request.Grants;
import org.shuyuan.gateway.tables.Grouping;
import org.shuyuan.gateway.tables.Groups;
import org.shuyuan.gateway.tables.QueryInvalid;
import org.shuyuan.gateway.tables.QueryStopped;
import org.shuyuan.gateway.tables.TableQuery;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.VersionsInForce;
import org.shuyuan.vocab.DistributionId;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Rows counted, added up or averaged by the values of a column. Under a grant every row
 * that was looked at counts as delivered, so that sums are no way around a quota.
 */
@RestController
@RequestMapping("/api/v1/sharing/distributions/{id}")
class GroupsController {

	private final Door door;

	private final VersionsInForce versions;

	private final Tables tables;

	private final Grants grants;

	GroupsController(Door door, VersionsInForce versions, Tables tables, Grants grants) {
		this.door = door;
		this.versions = versions;
		this.tables = tables;
		this.grants = grants;
	}

	@GetMapping("/groups")
	Map<String, Object> groups(Caller caller, @PathVariable DistributionId id,
			@RequestHeader(name = "Shuyuan-Grant", required = false) @Nullable String grant,
			@RequestHeader(name = "Shuyuan-Purpose", required = false) @Nullable String purpose,
			@RequestParam String by, @RequestParam(required = false) @Nullable String unit,
			@RequestParam(defaultValue = "count") String measure, @RequestParam(required = false) @Nullable String of,
			@RequestParam(defaultValue = "20") int top, HttpServletRequest request, HttpServletResponse response) {
		String[] given = request.getParameterValues("filter");
		Wanted wanted = new Wanted(by, unit, measure, of, top, (given != null) ? List.of(given) : List.of());
		Grouping grouping = null;
		QueryInvalid wrong = null;
		DataVersion data = this.versions.findData(id).orElse(null);
		if (data != null && data.profile() != null) {
			try {
				grouping = wanted.of(data);
			}
			catch (QueryInvalid ex) {
				wrong = ex;
			}
		}
		Admitted admitted = this.door.admit(new Asked(caller, id, Action.Kind.ROWS, grant, purpose, touched(grouping)));
		if (admitted.data().profile() == null) {
			throw RowsController.noTable();
		}
		if (wrong != null) {
			throw RowsController.invalid(wrong);
		}
		try {
			return answer(wanted.of(admitted.data()), admitted, response);
		}
		catch (QueryInvalid ex) {
			throw RowsController.invalid(ex);
		}
		catch (QueryStopped _) {
			throw RowsController.tooSlow();
		}
	}

	private static Set<String> touched(@Nullable Grouping grouping) {
		Set<String> touched = new HashSet<>();
		if (grouping != null) {
			touched.add(grouping.by());
			if (grouping.of() != null) {
				touched.add(grouping.of());
			}
			grouping.rows().filters().forEach((filter) -> touched.add(filter.column()));
		}
		return touched;
	}

	private Map<String, Object> answer(Grouping asked, Admitted admitted, HttpServletResponse response) {
		if (!admitted.columns().keySet().containsAll(touched(asked))) {
			throw new Refused((admitted.grant() != null) ? Reason.ITEMS_NOT_COVERED : Reason.ITEM_NOT_OPEN,
					admitted.decision());
		}
		Groups groups = this.tables.groups(new Grouping(asked.rows().with(admitted.rows()), asked.by(), asked.unit(),
				asked.measure(), asked.of(), asked.top()));
		if (groups.rows() > admitted.rowsLeft()) {
			throw new Refused(Reason.QUOTA_USED_UP, admitted.decision());
		}
		if (admitted.stop().getAsBoolean()) {
			throw new Refused(Reason.GRANT_REVOKED, admitted.decision());
		}
		response.setHeader("Shuyuan-Decision", admitted.decision());
		if (admitted.grant() != null) {
			response.setHeader("Cache-Control", "no-store");
			this.grants.delivered(admitted.grant(), groups.rows());
		}
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("by", asked.by());
		answer.put("measure", asked.measure().name().toLowerCase(Locale.ROOT));
		answer.put("groups", groups.groups());
		if (groups.others() != null) {
			answer.put("others", groups.others());
		}
		return answer;
	}

	/**
	 * The parameters as they were given.
	 */
	private record Wanted(String by, @Nullable String unit, String measure, @Nullable String of, int top,
			List<String> filters) {

		Wanted {
			if (top < 1 || top > Grouping.MOST) {
				throw RowsController.parameter("top", "1 – " + Grouping.MOST);
			}
			try {
				Grouping.Measure.ofCode(measure);
			}
			catch (IllegalArgumentException _) {
				throw RowsController.parameter("measure", "count, sum, mean");
			}
			try {
				if (unit != null) {
					Grouping.Unit.ofCode(unit);
				}
			}
			catch (IllegalArgumentException _) {
				throw RowsController.parameter("unit", "year, month, day");
			}
		}

		Grouping of(DataVersion data) {
			TableQuery rows = TableQuery.parse(data.sha256().value(), data.columns(), null, this.filters, null, null,
					null);
			return new Grouping(rows, this.by, (this.unit != null) ? Grouping.Unit.ofCode(this.unit) : null,
					Grouping.Measure.ofCode(this.measure), this.of, this.top);
		}

	}

}
