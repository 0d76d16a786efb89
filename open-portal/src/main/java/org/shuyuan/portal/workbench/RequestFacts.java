package org.shuyuan.portal.workbench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.display.Display;
import org.shuyuan.portal.display.EntryFacts;
import org.shuyuan.vocab.entry.Entry;

/**
 * A request as lines a person reads, and what differs between two.
 */
final class RequestFacts {

	private RequestFacts() {
	}

	/** The lines in which the stored request and the typed one differ. */
	static List<EntryFacts.Change> between(RequestForm stored, RequestForm typed, Entry entry, Display reader) {
		Map<String, String> before = of(stored, entry, reader);
		Map<String, String> after = of(typed, entry, reader);
		List<EntryFacts.Change> changes = new ArrayList<>();
		before.forEach((label, value) -> {
			EntryFacts.Change change = new EntryFacts.Change(label, value, after.getOrDefault(label, ""));
			if (change.differs()) {
				changes.add(change);
			}
		});
		return changes;
	}

	private static Map<String, String> of(RequestForm form, Entry entry, Display reader) {
		Map<String, String> lines = new LinkedHashMap<>();
		lines.put(reader.say("desk.request.items"),
				String.join("、", form.items().stream().sorted().map((id) -> item(id, entry, reader)).toList()));
		lines.put(reader.say("desk.request.rows"),
				String.join("；", form.rows().stream().map(reader::condition).toList()));
		lines.put(reader.say("desk.field.basis"), text(form.basis()));
		lines.put(reader.say("desk.field.scenario"), text(form.scenario()));
		lines.put(reader.say("desk.field.use-scope"), text(form.scope()));
		lines.put(reader.say("desk.field.purpose"), reader.code("purposes", form.purpose()));
		lines.put(reader.say("desk.field.mode"), reader.term("mode", form.mode()));
		lines.put(reader.say("desk.field.until"), text(form.until()));
		return lines;
	}

	private static String item(String id, Entry entry, Display reader) {
		return entry.items()
			.stream()
			.filter((item) -> item.id() != null && item.id().value().equals(id))
			.findFirst()
			.map((item) -> reader.text(item.name()))
			.orElse(id);
	}

	/** Forms send CRLF line breaks. */
	private static String text(@Nullable String typed) {
		return FormText.orEmpty(typed).replace("\r\n", "\n").strip();
	}

}
