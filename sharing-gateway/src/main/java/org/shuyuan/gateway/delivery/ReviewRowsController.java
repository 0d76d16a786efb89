package org.shuyuan.gateway.delivery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.access.AccessRequest;
import org.shuyuan.gateway.access.DecisionRecorder;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.ColumnType;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.policy.Action;
import org.shuyuan.gateway.policy.RefusalReason;
import org.shuyuan.gateway.problem.GatewayProblemType;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.gateway.versions.VersionStore;
import org.shuyuan.gateway.versions.WithheldColumns;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.role.Role;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The first rows of a version beside the decision about it, for the authority and the
 * entry's own agency: as the public would get them, by the revision that was submitted
 * where one waits. Values of what stays closed are given to neither; each look is in the
 * audit before a row leaves.
 */
@RestController
@RequestMapping("/api/v1/sharing/distributions/{id}/versions/{version}/rows")
@Tag(name = "versions")
class ReviewRowsController {

	private static final int MOST = 50;

	private final Snapshot snapshot;

	private final VersionStore versions;

	private final Tables tables;

	private final DecisionRecorder decisionRecorder;

	ReviewRowsController(Snapshot snapshot, VersionStore versions, Tables tables, DecisionRecorder decisionRecorder) {
		this.snapshot = snapshot;
		this.versions = versions;
		this.tables = tables;
		this.decisionRecorder = decisionRecorder;
	}

	@GetMapping
	ResponseEntity<ReviewedRows> rows(@PathVariable DistributionId id, @PathVariable int version,
			@RequestParam(defaultValue = "10") @Min(1) @Max(MOST) int limit, Caller caller) {
		if (this.snapshot.stale()) {
			throw this.decisionRecorder.refused(new AccessRequest(caller, id, Action.Kind.ROWS, null, null),
					RefusalReason.POLICY_STALE);
		}
		KnownEntry known = this.snapshot.find(id)
			.filter((each) -> mayKnow(caller, each))
			.orElseThrow(NotFound::distribution);
		if (!caller.has(Role.AUTHORITY)) {
			caller.require(Role.STEWARD, Role.DEPARTMENT_HEAD, Role.CDO);
		}
		DataVersion found = this.versions.find(id, version)
			.filter(ReviewRowsController::isKept)
			.orElseThrow(() -> NotFound.of(GatewayProblemType.VERSION_NOT_FOUND, "数据版本", "version"));
		if (found.profile() == null) {
			throw RowProblems.noTable();
		}
		List<ReviewedColumn> columns = columns(known, found);
		String decision = this.decisionRecorder.reviewed(caller, known, id,
				columns.stream()
					.filter((each) -> each.withheld == null)
					.map(ReviewedColumn::item)
					.filter(Objects::nonNull)
					.toList());
		return ResponseEntity.ok()
			.header("Shuyuan-Decision", decision)
			.cacheControl(CacheControl.noStore())
			.body(new ReviewedRows(columns, rows(found, columns, limit),
					Optional.ofNullable(known.submitted()).map(KnownEntry.SubmittedRevision::number).orElse(null)));
	}

	private static boolean mayKnow(Caller caller, KnownEntry known) {
		return caller.has(Role.AUTHORITY) || caller.department() && caller.actsFor(known.entry().agency());
	}

	/** What was refused or could not be read has no rows. */
	private static boolean isKept(DataVersion version) {
		return version.state() == VersionState.AVAILABLE || version.state() == VersionState.WAITING
				|| version.state() == VersionState.REJECTED;
	}

	private static List<ReviewedColumn> columns(KnownEntry known, DataVersion version) {
		Map<String, String> withheld = WithheldColumns.of(known, version);
		List<DataItem> items = known.reviewed().items();
		return version.columns()
			.stream()
			.map((column) -> new ReviewedColumn(column.name(), column.type(),
					DataVersion.itemFor(column.name(), items).map(DataItem::id).orElse(null),
					withheld.get(column.name())))
			.toList();
	}

	/** Only open columns are read at all. */
	private List<List<@Nullable Object>> rows(DataVersion version, List<ReviewedColumn> columns, int limit) {
		List<String> open = columns.stream().filter((each) -> each.withheld == null).map(ReviewedColumn::name).toList();
		if (open.isEmpty()) {
			return List.of();
		}
		List<Column> all = version.columns();
		return this.tables.page(new TableQuery(version.table(), all, open, List.of(), List.of(), limit, 0))
			.rows()
			.stream()
			.map((row) -> {
				@Nullable Object[] values = new @Nullable Object[columns.size()];
				int next = 0;
				for (int at = 0; at < values.length; at++) {
					if (columns.get(at).withheld == null) {
						values[at] = row.get(next++);
					}
				}
				List<@Nullable Object> told = new ArrayList<>(Arrays.asList(values));
				return told;
			})
			.toList();
	}

	/**
	 * The first rows.
	 *
	 * @param columns all columns of the table
	 * @param rows values in the columns' order; null where there is none or it is
	 * withheld
	 * @param revision number of the submitted revision whose items these are shown by;
	 * absent where none waits, and the published one or the draft decides
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ReviewedRows(List<ReviewedColumn> columns, List<List<@Nullable Object>> rows, @Nullable Integer revision) {
	}

	/**
	 * A column.
	 *
	 * @param item the item that describes it; absent where none does
	 * @param withheld code of the refusal that the public would get; absent where it
	 * opens
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ReviewedColumn(String name, ColumnType type, @Nullable ItemId item, @Nullable String withheld) {
	}

}
