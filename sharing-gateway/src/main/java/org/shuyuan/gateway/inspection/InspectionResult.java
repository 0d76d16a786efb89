package org.shuyuan.gateway.inspection;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.vocab.Text;

/**
 * What looking at a version found out.
 *
 * @param state available, refused or failed; waiting by the comparison
 * @param format code of the format found
 * @param mediaType media type of the original
 * @param profile the table, if it is one
 * @param reason why it is kept as a file, refused or failed
 * @param findings what the negative list found
 * @param notes doubts about how it was read
 * @param undescribed what the original holds beside the table; absent where it was not
 * inspected
 */
public record InspectionResult(VersionState state, @Nullable String format, @Nullable String mediaType,
		@Nullable TableProfile profile, @Nullable VersionReason reason, List<Finding> findings, List<VersionNote> notes,
		@Nullable List<UndescribedPart> undescribed) {

	public InspectionResult {
		findings = List.copyOf(findings);
		notes = List.copyOf(notes);
		undescribed = (undescribed != null) ? List.copyOf(undescribed) : null;
	}

	/** Of a version that was not read to its end: refused or failed, and why. */
	public static InspectionResult unread(VersionState state, VersionReason reason) {
		return new InspectionResult(state, null, null, null, reason, List.of());
	}

	/** Without any doubt, or an inspection of what is beside a table. */
	public InspectionResult(VersionState state, @Nullable String format, @Nullable String mediaType,
			@Nullable TableProfile profile, @Nullable VersionReason reason, List<Finding> findings) {
		this(state, format, mediaType, profile, reason, findings, List.of(), null);
	}

	/** The same with these findings. */
	public InspectionResult with(List<Finding> found) {
		return new InspectionResult(this.state, this.format, this.mediaType, this.profile, this.reason, found,
				this.notes, this.undescribed);
	}

	/** The same with further notes. */
	public InspectionResult noting(List<VersionNote> further) {
		return new InspectionResult(this.state, this.format, this.mediaType, this.profile, this.reason, this.findings,
				Stream.concat(this.notes.stream(), further.stream()).distinct().toList(), this.undescribed);
	}

	/** The same with what the original holds beside the table. */
	public InspectionResult beside(List<UndescribedPart> parts) {
		return new InspectionResult(this.state, this.format, this.mediaType, this.profile, this.reason, this.findings,
				this.notes, parts);
	}

	/** Names of the table's columns, none for a file. */
	public List<String> columns() {
		return (this.profile == null) ? List.of() : this.profile.schema().stream().map(Column::name).toList();
	}

	/** The same with other names for some columns, and a note for each. */
	public InspectionResult renamed(Map<String, String> names) {
		if (this.profile == null || names.isEmpty()) {
			return this;
		}
		TableProfile profile = new TableProfile(this.profile.rows(),
				this.profile.columns()
					.stream()
					.map((column) -> column.named(names.getOrDefault(column.name(), column.name())))
					.toList(),
				this.profile.part());
		List<Finding> findings = this.findings.stream().map((each) -> each.renamed(names)).toList();
		return new InspectionResult(this.state, this.format, this.mediaType, profile, this.reason, findings, this.notes,
				this.undescribed)
			.noting(names.entrySet()
				.stream()
				.map((each) -> new VersionNote("column-renamed",
						Text.of("列名“%s”按“%s”处理".formatted(each.getKey(), each.getValue()),
								"The column \"%s\" is read as \"%s\"".formatted(each.getKey(), each.getValue()))))
				.toList());
	}

	/** The same, to be confirmed before it takes over. */
	public InspectionResult waiting() {
		return new InspectionResult(VersionState.WAITING, this.format, this.mediaType, this.profile, this.reason,
				this.findings, this.notes, this.undescribed);
	}

	/** The same, never to take over. */
	public InspectionResult failed() {
		return new InspectionResult(VersionState.FAILED, this.format, this.mediaType, null, this.reason, List.of(),
				this.notes, this.undescribed);
	}

}
