package org.shuyuan.catalogue.search.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;

/**
 * What entries may be narrowed and counted by.
 */
public enum Facet {

	THEME("theme", "themes", (found) -> found.entry().themes()),

	AGENCY("agency", null, (found) -> List.of(found.entry().agency().value())),

	FORMAT("format", "formats", (found) -> formats(found.entry())),

	OPENNESS("openness", "openness", (found) -> {
		var openness = found.entry().openness();
		return one((openness != null) ? openness.code() : null);
	}),

	SHARING("sharing", "sharing-class", (found) -> {
		var sharing = found.entry().sharing();
		return one((sharing != null) ? sharing.code() : null);
	}),

	GRADE("grade", "grades", (found) -> {
		var grade = found.entry().grade();
		return one((grade != null) ? grade.code() : null);
	}),

	LIBRARY("library", "libraries", (found) -> one(found.entry().library())),

	FREQUENCY("frequency", "frequencies", (found) -> one(found.entry().frequency())),

	AREA("area", null, (found) -> one(found.entry().area())),

	COMPLETENESS("completeness", "completeness", (found) -> List.of(found.entry().completeness().code())),

	HAS_DATA("hasData", null, (found) -> List.of(Boolean.toString(found.data().available()))),

	MISSING("missing", null, (found) -> missing(found.entry()));

	private final String parameter;

	private final @Nullable String scheme;

	private final Function<IndexedEntry, List<String>> values;

	Facet(String parameter, @Nullable String scheme, Function<IndexedEntry, List<String>> values) {
		this.parameter = parameter;
		this.scheme = scheme;
		this.values = values;
	}

	/** The name in questions and answers. */
	public String parameter() {
		return this.parameter;
	}

	/** The code list its values are in, where they are in one. */
	public Optional<String> scheme() {
		return Optional.ofNullable(this.scheme);
	}

	/** The field in an index. */
	public String field() {
		return "facet." + this.parameter;
	}

	public List<String> values(IndexedEntry found) {
		return this.values.apply(found).stream().filter((value) -> !value.isBlank()).distinct().toList();
	}

	static Optional<Facet> of(String parameter) {
		return Arrays.stream(values()).filter((facet) -> facet.parameter.equals(parameter)).findFirst();
	}

	static List<String> formats(Entry entry) {
		return entry.distributions()
			.stream()
			.map(Distribution::format)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.distinct()
			.toList();
	}

	private static List<String> missing(Entry entry) {
		List<String> missing = new ArrayList<>();
		note("description", entry.description() == null, missing);
		note("keywords", entry.keywords().isEmpty(), missing);
		note("themes", entry.themes().isEmpty(), missing);
		note("area", entry.area() == null, missing);
		note("frequency", entry.frequency() == null, missing);
		note("sharing", entry.sharing() == null, missing);
		note("openness", entry.openness() == null, missing);
		note("grade", entry.grade() == null, missing);
		note("items", entry.items().isEmpty(), missing);
		note("formats", formats(entry).isEmpty(), missing);
		return missing;
	}

	private static void note(String fact, boolean missing, List<String> all) {
		if (missing) {
			all.add(fact);
		}
	}

	private static List<String> one(@Nullable String value) {
		return Stream.ofNullable(value).toList();
	}

}
