package org.shuyuan.portal.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One version of the data under a distribution.
 *
 * @param state
 * {@code received processing waiting available stopped rejected refused failed}
 * @param inForce whether it is the one that is delivered
 * @param table rows and columns, where it could be read as a table
 * @param file why it is kept as a file, where it is not a table
 * @param findings what the negative list found, masked
 * @param profile per column
 * @param reason why it is not available
 * @param comparison how it compares with the entry's items and the version in force
 * @param notes doubts about how it was read
 * @param history who did what with it
 * @param actions what the person may decide about it now
 */
public record VersionSummary(String version, @Nullable String sha256, @Nullable Long bytes, @Nullable String state,
		@Nullable String filename, @Nullable Instant at, @Nullable Map<String, Object> table,
		@Nullable Map<String, Object> file, @Nullable List<Map<String, Object>> findings, @Nullable Object profile,
		@Nullable Object reason, @Nullable Boolean inForce, @Nullable Comparison comparison,
		@Nullable List<Map<String, Object>> notes, @Nullable List<Map<String, Object>> history, Actions actions) {

	public VersionSummary {
		actions = (actions == null) ? Actions.NONE : actions;
	}

	/**
	 * How a version compares.
	 *
	 * @param with the version that was in force
	 * @param items how many items the entry describes
	 * @param matched how many of them have a column
	 * @param findings the differences, each with {@code severity} and {@code text}
	 */
	public record Comparison(@Nullable String with, int items, int matched, List<Map<String, Object>> findings) {

		public Comparison {
			findings = (findings == null) ? List.of() : List.copyOf(findings);
		}

		/** Those of a severity: {@code note waits fails}. */
		public List<Map<String, Object>> of(String severity) {
			return this.findings.stream().filter((each) -> severity.equals(each.get("severity"))).toList();
		}

	}

	/** Whether it is delivered. */
	public boolean current() {
		return Boolean.TRUE.equals(this.inForce);
	}

	/**
	 * The state as a person sees it: one that was replaced is available to be restored.
	 */
	public @Nullable String shown() {
		return ("available".equals(this.state) && !current()) ? "replaced" : this.state;
	}

	/** What the person can decide about it: {@code confirm reject restore}. */
	public List<String> decisions() {
		return this.actions.among(List.of("confirm", "reject", "restore"));
	}

	/**
	 * What follows from what the negative list found:
	 * {@code marking word unreadable whole
	 * columns dismissed}.
	 */
	public String consequence() {
		List<Map<String, Object>> found = (this.findings == null) ? List.of() : this.findings;
		List<Map<String, Object>> standing = found.stream()
			.filter((each) -> !"dismissed".equals(each.get("state")))
			.toList();
		if (standing.isEmpty()) {
			return "dismissed";
		}
		if (standing.stream().anyMatch((each) -> "secrecy-marking".equals(each.get("rule")))) {
			return "marking";
		}
		if (standing.stream().anyMatch((each) -> "protected-word".equals(each.get("rule")))) {
			return "word";
		}
		if (standing.stream().allMatch((each) -> "unreadable".equals(each.get("rule")))) {
			return "unreadable";
		}
		return "stopped".equals(this.state) ? "whole" : "columns";
	}

	/** Whether its fate is not known yet. */
	public boolean pending() {
		return "received".equals(this.state) || "processing".equals(this.state);
	}

	/** How many columns were read. */
	public int columnCount() {
		return switch ((this.table == null) ? null : this.table.get("columns")) {
			case List<?> columns -> columns.size();
			case Number number -> number.intValue();
			case null, default -> 0;
		};
	}

	/** The profile, one map per column; empty where there is none. */
	public List<Map<?, ?>> profiled() {
		Object columns = (this.profile instanceof Map<?, ?> whole) ? whole.get("columns") : this.profile;
		List<Map<?, ?>> found = new java.util.ArrayList<>();
		if (columns instanceof List<?> list) {
			for (Object column : list) {
				if (column instanceof Map<?, ?> map) {
					found.add(map);
				}
			}
		}
		return found;
	}

}
