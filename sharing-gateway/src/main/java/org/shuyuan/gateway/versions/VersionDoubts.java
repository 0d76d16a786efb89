package org.shuyuan.gateway.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.DataItem;

/**
 * Why a version is not to be published unseen: it is not what is handed out, the negative
 * list's findings in it are undecided, or it was read doubtfully. Differences that make
 * it wait are among them; those that are only notes are not, since a version is compared
 * on arrival and its entry may have changed since.
 */
public final class VersionDoubts {

	private VersionDoubts() {
	}

	/** All of them, none where there is nothing to review. */
	public static List<VersionNote> of(DataVersion version, List<DataItem> items) {
		List<VersionNote> doubts = new ArrayList<>();
		ofState(version, version.stateFor(items)).ifPresent(doubts::add);
		int open = openFindings(version).size();
		if (open > 0) {
			doubts.add(new VersionNote("findings-open", Text.of("负面清单有 " + open + " 项检出尚未裁定",
					"The negative list has %d undecided findings".formatted(open))));
		}
		doubts.addAll(version.takeover().notes());
		Optional.ofNullable(version.takeover().comparison())
			.filter((_) -> version.state() == VersionState.WAITING)
			.map(Comparison::findings)
			.orElse(List.of())
			.stream()
			.filter((difference) -> difference.severity() != Severity.NOTE)
			.forEach((difference) -> doubts.add(new VersionNote(difference.code(), difference.text())));
		return List.copyOf(doubts);
	}

	/** Ids of the findings that the authority has not decided. */
	public static List<String> openFindings(DataVersion version) {
		return version.hits().stream().filter((hit) -> hit.open()).map(NegativeListHit::id).sorted().toList();
	}

	/** Whether its content is still unknown. */
	public static boolean pending(DataVersion version) {
		return version.state() == VersionState.RECEIVED || version.state() == VersionState.PROCESSING;
	}

	private static Optional<VersionNote> ofState(DataVersion version, VersionState state) {
		Text text = switch (state) {
			case RECEIVED, PROCESSING -> Text.of("尚未检查完毕", "It is not inspected yet");
			case WAITING -> Text.of("等待编目员确认，尚未启用", "It waits to be confirmed and is not in force");
			case STOPPED -> Text.of("被负面清单整体拦下", "The negative list stops the whole of it");
			case REFUSED -> Text.of("检查未通过，未予保存", "It was refused and is not kept");
			case FAILED -> Text.of("无法读取，或不能替换现行版本", "It could not be read, or cannot replace what is in force");
			case REJECTED -> Text.of("编目员已放弃", "Its steward put it aside");
			case AVAILABLE -> null;
		};
		return Optional.ofNullable(text).map((told) -> new VersionNote(state.code(), told));
	}

}
