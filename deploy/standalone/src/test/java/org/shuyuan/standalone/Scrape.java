package org.shuyuan.standalone;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Prometheus reads of a running application. */
record Scrape(String text) {

	private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)(?: \\S+)?");

	private static final Pattern TAG = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

	/** What every metric and tag is called, with all values of the tag. */
	Map<String, Set<String>> tags() {
		Map<String, Set<String>> tags = new TreeMap<>();
		this.text.lines().map(LINE::matcher).filter(Matcher::matches).forEach((line) -> {
			Matcher tag = TAG.matcher((line.group(2) != null) ? line.group(2) : "");
			while (tag.find()) {
				tags.computeIfAbsent(tag.group(1), (_) -> new TreeSet<>()).add(tag.group(2));
			}
		});
		return tags;
	}

	/** The names of all metrics. */
	Set<String> names() {
		Set<String> names = new TreeSet<>();
		this.text.lines().map(LINE::matcher).filter(Matcher::matches).forEach((line) -> names.add(line.group(1)));
		return names;
	}

	/**
	 * The sum of a metric.
	 * @param tags those it must bear, such as {@code outcome="refuse"}
	 */
	double sum(String name, String... tags) {
		return this.text.lines()
			.map(LINE::matcher)
			.filter(Matcher::matches)
			.filter((line) -> line.group(1).equals(name))
			.filter((line) -> Arrays.stream(tags)
				.allMatch((tag) -> line.group(2) != null && line.group(2).contains(tag)))
			.mapToDouble((line) -> Double.parseDouble(line.group(3).replace("+Inf", "Infinity")))
			.sum();
	}

}
