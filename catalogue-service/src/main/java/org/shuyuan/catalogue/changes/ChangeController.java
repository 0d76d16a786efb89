package org.shuyuan.catalogue.changes;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.changes.Change.AgencyChanged;
import org.shuyuan.catalogue.changes.Change.EntryChanged;
import org.shuyuan.observability.ClientSpans;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.role.Role;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/catalogue/changes")
@Tag(name = "changes")
class ChangeController {

	/** Seconds. */
	private static final int LONGEST_WAIT = 20;

	private final ChangeLog log;

	private final JsonMapper json;

	private final DescribedEntries described;

	private final ClientSpans clientSpans;

	ChangeController(ChangeLog log, JsonMapper json, DescribedEntries described, ClientSpans clientSpans) {
		this.clientSpans = clientSpans;
		this.log = log;
		this.json = json;
		this.described = described;
	}

	@GetMapping
	CatalogueChanges after(@RequestParam(defaultValue = "0") @Min(0) long after,
			@RequestParam(defaultValue = "100") @Min(1) @Max(ChangeLog.MOST) int limit,
			@RequestParam(defaultValue = "0") @Min(0) @Max(LONGEST_WAIT) int wait, Caller caller)
			throws InterruptedException {
		caller.require(Role.SERVICE);
		List<Change> found = this.log.await(after, limit, Duration.ofSeconds(wait));
		if (found.isEmpty() && wait > 0) {
			this.clientSpans.idle();
		}
		return new CatalogueChanges(found.stream().map(this::told).toList(),
				found.isEmpty() ? after : found.getLast().position());
	}

	@GetMapping("/snapshot")
	@ApiResponse(responseCode = "200", description = "A position, a change a line, and whether that was all",
			content = @Content(mediaType = "application/x-ndjson",
					schema = @Schema(anyOf = { CatalogueChange.class, SnapshotStart.class, SnapshotEnd.class })))
	void snapshot(@RequestParam(required = false) @Nullable String completeness, Caller caller,
			HttpServletResponse response) throws IOException {
		caller.require(Role.SERVICE);
		Completeness wanted = (completeness != null) ? completeness(completeness) : null;
		response.setContentType("application/x-ndjson;charset=UTF-8");
		try (OutputStream out = new BufferedOutputStream(response.getOutputStream(), 1 << 16)) {
			this.log.snapshot(wanted, (position) -> write(new SnapshotStart(position), out),
					(change) -> write(told(change), out));
			write(new SnapshotEnd(true), out);
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private static Completeness completeness(String code) {
		try {
			return Completeness.ofCode(code);
		}
		catch (IllegalArgumentException ex) {
			throw new Problem(CommonProblemType.PARAMETER_INVALID,
					Text.of("没有这种完整度：" + code, "There is no such completeness: " + code),
					Text.of("使用 full 或 harvested", "Use full or harvested"));
		}
	}

	private void write(Object line, OutputStream out) {
		try {
			out.write(this.json.writeValueAsBytes(line));
			out.write('\n');
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private CatalogueChange told(Change change) {
		return new CatalogueChange(change.position(), change.kind(), change.id(), change.at(), switch (change) {
			case EntryChanged entry -> document(entry);
			case AgencyChanged agency -> this.json.readTree(agency.document());
		});
	}

	private ChangedEntry document(EntryChanged change) {
		return new ChangedEntry(change.entry(), change.agency(), change.state(), change.revision(),
				change.publishedRevision(), change.inForce(), change.replacedBy(), this.described.of(change),
				this.described.submitted(change).orElse(null));
	}

	record CatalogueChanges(List<CatalogueChange> items, long position) {
	}

	record CatalogueChange(long position, String kind, String id, Instant at, @Schema(anyOf = {
			ChangedEntry.class, ChangedAgency.class }) Object document){
	}

	/**
	 * An entry since a change.
	 *
	 * @param entry the published revision; before the first publication the latest draft
	 * @param submitted the revision that waits to take its place; absent where none was
	 * submitted
	 */
	record ChangedEntry(EntryId id, AgencyId agency, LifecycleState state, int revision,
			@Nullable Integer publishedRevision, boolean inForce, @Nullable EntryId retiredReplacedBy, Entry entry,
			@Nullable Entry submitted) {
	}

	/**
	 * The first line of a snapshot.
	 *
	 * @param position where the feed continues after it
	 */
	record SnapshotStart(long position) {
	}

	/**
	 * The last line of a snapshot.
	 *
	 * @param complete whether that was all
	 */
	record SnapshotEnd(boolean complete) {
	}

}
