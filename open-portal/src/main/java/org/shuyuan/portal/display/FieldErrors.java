package org.shuyuan.portal.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.rdf.Violation;

/**
 * What is wrong with a form, each fault at the field where it belongs.
 */
public record FieldErrors(List<Fault> all) {

	private static final Pattern FIELD = Pattern
		.compile("^(?:entry\\.|\\$\\.)?([a-zA-Z]+)(?:\\[(\\d+)](?:\\.([a-zA-Z]+))?)?.*$");

	private static final Pattern ITEM = Pattern.compile("items-(\\d{1,6})(?:-.*)?");

	private static final Map<String, String> SHOWN_AT = Map.of("sharing.purposes", "purposes", "sharing.scope", "scope",
			"sharing.reason", "sharingReason", "sharing.citations", "sharingCitations-0", "openness.licence", "licence",
			"openness.conditions", "conditions", "openness.reason", "opennessReason", "openness.citations",
			"opennessCitations-0");

	public FieldErrors {
		all = List.copyOf(all);
	}

	/**
	 * One fault.
	 *
	 * @param field id of the field or section on the page, such as {@code items-2-name}
	 * @param severity what it stops
	 */
	public record Fault(String field, String message, @Nullable String advice, @Nullable String clause,
			Violation.Severity severity) {

		/** Number of the item it is about, counted from one, if it is about one. */
		public @Nullable Integer item() {
			Matcher row = ITEM.matcher(this.field);
			return row.matches() ? Integer.valueOf(Integer.parseInt(row.group(1)) + 1) : null;
		}

		/** Whether it prevents the form from being saved. */
		public boolean stops() {
			return this.severity == Violation.Severity.INVALID;
		}

	}

	/** What a service found wrong, in the reader's language. */
	public static FieldErrors of(List<Violation> violations, String language) {
		List<Fault> faults = new ArrayList<>();
		for (Violation violation : violations) {
			faults.add(new Fault(field(violation.path()), violation.message().in(language),
					(violation.advice() == null) ? null : violation.advice().in(language), violation.clause(),
					(violation.severity() != null) ? violation.severity() : Violation.Severity.INCOMPLETE));
		}
		return new FieldErrors(faults);
	}

	/** The id of the field a JSON path into an entry or request is shown at. */
	static String field(@Nullable String path) {
		String shown = SHOWN_AT.get((path == null) ? "" : path.replaceAll("\\[\\d+].*$", ""));
		if (shown != null) {
			return shown;
		}
		Matcher field = FIELD.matcher((path == null) ? "" : path);
		if (!field.matches()) {
			return "form";
		}
		String name = field.group(1);
		if (field.group(2) != null && (name.equals("items") || name.equals("distributions"))) {
			return name + "-" + field.group(2) + ((field.group(3) != null) ? "-" + field.group(3) : "");
		}
		return name;
	}

	/** The faults of one field. */
	public List<Fault> at(String field) {
		return this.all.stream().filter((fault) -> fault.field().equals(field)).toList();
	}

	/** What prevents the entry from being submitted: everything but advice. */
	public List<Fault> open() {
		return this.all.stream().filter((fault) -> fault.severity() != Violation.Severity.WARNING).toList();
	}

	public boolean isEmpty() {
		return this.all.isEmpty();
	}

	/** What prevents the form from being saved. */
	public List<Fault> stopping() {
		return this.all.stream().filter(Fault::stops).toList();
	}

	/** These, and of the others what is at fields where these have nothing. */
	public FieldErrors and(FieldErrors others) {
		List<Fault> both = new ArrayList<>(this.all);
		others.all().stream().filter((fault) -> at(fault.field()).isEmpty()).forEach(both::add);
		return new FieldErrors(both);
	}

}
