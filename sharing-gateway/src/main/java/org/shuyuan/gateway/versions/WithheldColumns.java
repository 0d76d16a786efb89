package org.shuyuan.gateway.versions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.catalogue.KnownEntry;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Entry;

/**
 * Columns of a version whose values the public does not get, each with the code of the
 * refusal that it would get, by the revision that is reviewed. Personal items that are
 * not open in the published one are among them, since opening them was not consented to
 * yet.
 */
public final class WithheldColumns {

	private WithheldColumns() {
	}

	/** In the table's order; every column where the entry as a whole does not open. */
	public static Map<String, String> of(KnownEntry known, DataVersion version) {
		List<DataItem> items = known.reviewed().items();
		ColumnItems described = version.columnItems(items);
		List<String> stopped = version.stoppedColumns();
		Optional<String> whole = whole(known.reviewed(), version, items);
		Map<String, String> withheld = new LinkedHashMap<>();
		version.columns().forEach((column) -> {
			String reason = whole.orElse(reason(column.name(), known, described, stopped));
			if (reason != null) {
				withheld.put(column.name(), reason);
			}
		});
		return withheld;
	}

	private static Optional<String> whole(Entry entry, DataVersion version, List<DataItem> items) {
		Grade grade = entry.strictestGrade();
		if (entry.completeness() != Completeness.FULL || entry.openness() == null || grade == null) {
			return Optional.of("not-classified");
		}
		if (entry.openness() instanceof Openness.NotOpen) {
			return Optional.of("not-open");
		}
		if (!grade.mayOpen()) {
			return Optional.of("grade-not-open");
		}
		boolean stopped = version.stoppedWhole() || version.stateFor(items) == VersionState.STOPPED;
		return stopped ? Optional.of("content-stopped") : Optional.empty();
	}

	private static @Nullable String reason(String column, KnownEntry known, ColumnItems described,
			List<String> stopped) {
		if (stopped.contains(column)) {
			return "content-stopped";
		}
		if (!described.mayOpen(column)) {
			return "item-not-open";
		}
		boolean consent = described.all()
			.getOrDefault(column, List.of())
			.stream()
			.anyMatch((item) -> item.needsOpeningConsent() && !isOpen(item, known));
		return consent ? "opening-consent-missing" : null;
	}

	/** Whether the published revision has the item open. */
	private static boolean isOpen(DataItem item, KnownEntry known) {
		return known.published() && known.entry()
			.items()
			.stream()
			.anyMatch((each) -> Objects.equals(each.id(), item.id()) && each.mayOpen());
	}

}
