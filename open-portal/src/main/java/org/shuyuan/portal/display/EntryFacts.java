package org.shuyuan.portal.display;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;

/**
 * An entry as lines a person reads, and what differs between two.
 */
public final class EntryFacts {

	private final Display reader;

	private final Map<String, String> lines = new LinkedHashMap<>();

	private EntryFacts(Display reader) {
		this.reader = reader;
	}

	/** The lines of an entry: label and value, in the order of the form. */
	public static Map<String, String> of(@Nullable Entry entry, Display reader) {
		EntryFacts entryFacts = new EntryFacts(reader);
		if (entry != null) {
			entryFacts.basics(entry);
			entryFacts.classification(entry);
			entryFacts.contents(entry);
		}
		return entryFacts.lines;
	}

	/** The lines in which the two differ, all of them where asked. */
	public static List<Change> between(@Nullable Entry before, @Nullable Entry after, boolean all, Display reader) {
		Map<String, String> old = of(before, reader);
		Map<String, String> now = of(after, reader);
		Set<String> labels = new LinkedHashSet<>(now.keySet());
		labels.addAll(old.keySet());
		List<Change> changes = new ArrayList<>();
		for (String label : labels) {
			Change change = new Change(label, old.getOrDefault(label, ""), now.getOrDefault(label, ""));
			if (all || change.differs()) {
				changes.add(change);
			}
		}
		return changes;
	}

	/**
	 * One line before and after.
	 */
	public record Change(String label, String before, String after) {

		public boolean differs() {
			return !Objects.equals(this.before, this.after);
		}

	}

	private void basics(Entry entry) {
		line("title", both(entry.title()));
		line("description", both(entry.description()));
		line("keywords", this.reader.list(entry.keywords().stream().map(EntryFacts::both).toList()));
		line("agency", this.reader.agency(entry.agency()));
		line("themes", this.reader.list(entry.themes().stream().map((t) -> this.reader.code("themes", t)).toList()));
		line("library", this.reader.code("libraries", entry.library()));
		line("entityKind", this.reader.code("entity-kinds", entry.entityKind()));
		line("area", this.reader.area(entry.area()));
		line("frequency", this.reader.code("frequencies", entry.frequency()));
		Entry.Contact contact = entry.contact();
		if (contact != null) {
			line("contact", joined(contact.name(), contact.phone(), contact.email()));
		}
	}

	private void classification(Entry entry) {
		SharingClass sharing = entry.sharing();
		line("sharing", (sharing == null) ? null : sharing(sharing));
		line("modes", this.reader.list(entry.modes().stream().map((m) -> this.reader.term("mode", m.code())).toList()));
		Openness openness = entry.openness();
		line("openness", (openness == null) ? null : openness(openness));
		line("discoverability", this.reader.term("discoverability", entry.discoverability().code()));
		line("grade", (entry.grade() == null) ? null : this.reader.code("grades", entry.grade().code()));
	}

	private void contents(Entry entry) {
		for (DataItem item : entry.items()) {
			line(this.reader.say("desk.field.item") + " " + this.reader.text(item.name()), item(item), false);
		}
		for (Distribution distribution : entry.distributions()) {
			line(this.reader.say("desk.field.distribution") + " " + this.reader.text(distribution.title()),
					joined(this.reader.term("kind", distribution.kind().code()),
							this.reader.code("formats", distribution.format()), distribution.accessUrl()),
					false);
		}
	}

	private String sharing(SharingClass sharing) {
		String label = this.reader.code("sharing-class", sharing.code());
		return switch (sharing) {
			case SharingClass.Unconditional _ -> label;
			case SharingClass.Conditional(var scope, var purposes) ->
				joined(label, joinAll(purposes.stream().sorted().map((p) -> this.reader.code("purposes", p)).toList()),
						joinAll(scope.stream().map(this.reader::agency).sorted().toList()));
			case SharingClass.NotShared(var reason, var citations) -> joined(label, reason, citations(citations));
		};
	}

	private String openness(Openness openness) {
		String label = this.reader.code("openness", openness.code());
		return switch (openness) {
			case Openness.Unconditional(var licence) -> joined(label, this.reader.code("licences", licence));
			case Openness.Conditional(var licence, var conditions) ->
				joined(label, this.reader.code("licences", licence), this.reader.text(conditions));
			case Openness.NotOpen(var reason, var citations) -> joined(label, reason, citations(citations));
		};
	}

	private String citations(List<Citation> citations) {
		return joinAll(citations.stream()
			.map((citation) -> joined(this.reader.code("instruments", citation.instrument()), citation.article()))
			.toList());
	}

	private String item(DataItem item) {
		return joined(this.reader.term("type", item.type().code()),
				(item.length() == null) ? null : item.length().toString(), both(item.meaning()),
				this.reader.code("elements", item.element()),
				this.reader.term("sensitivity", item.sensitivity().code()),
				(item.grade() == null) ? null : this.reader.code("grades", item.grade().code()),
				item.primaryKey() ? this.reader.say("desk.item.primary-key") : null,
				(item.required() && !item.primaryKey()) ? this.reader.say("desk.item.required") : null,
				this.reader.say(item.open() ? "desk.item.open" : "desk.item.closed"),
				this.reader.term("source", item.source().kind().code()), this.reader.agency(item.source().agency()));
	}

	private void line(String field, @Nullable String value) {
		line(this.reader.say("desk.field." + field), value, true);
	}

	private void line(String label, @Nullable String value, boolean skipEmpty) {
		if (value != null && !(skipEmpty && value.isBlank())) {
			String unique = label;
			for (int n = 2; this.lines.containsKey(unique); n++) {
				unique = label + " (" + n + ")";
			}
			this.lines.put(unique, value);
		}
	}

	private static String both(@Nullable Text text) {
		return (text == null) ? "" : (text.en() == null) ? text.zh() : text.zh() + " / " + text.en();
	}

	private static String joinAll(List<String> parts) {
		return String.join("; ", parts.stream().filter((part) -> !part.isBlank()).toList());
	}

	private static String joined(@Nullable String... parts) {
		List<String> said = new ArrayList<>();
		for (String part : parts) {
			if (part != null && !part.isBlank()) {
				said.add(part);
			}
		}
		return String.join(" · ", said);
	}

}
