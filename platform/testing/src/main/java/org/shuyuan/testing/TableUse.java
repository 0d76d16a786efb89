package org.shuyuan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which classes of a service name which tables, by the SQL in the string literals of its
 * sources: each table has one package that owns it.
 *
 * @param readers classes that name a table, as {@code package.Class}, by table
 */
public record TableUse(Map<String, Set<String>> readers) {

	private static final Pattern LITERAL = Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"",
			Pattern.DOTALL);

	private static final Pattern STATEMENT = Pattern
		.compile("\\b(select|insert into|update|delete from|from|join|lock table)\\b", Pattern.CASE_INSENSITIVE);

	/**
	 * What the sources in a folder name.
	 * @param schemas whose tables count
	 */
	public static TableUse in(Path sources, String... schemas) {
		Pattern table = Pattern.compile("\\b((?:%s)\\.[a-z_]+)\\b(?!\\.)".formatted(String.join("|", schemas)));
		Map<String, Set<String>> readers = new TreeMap<>();
		try (Stream<Path> files = Files.walk(sources)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".java")).toList()) {
				String path = sources.relativize(file).toString();
				String type = path.substring(0, path.length() - ".java".length()).replace('/', '.');
				statements(Files.readString(file)).flatMap((sql) -> table.matcher(sql).results())
					.map((found) -> found.group(1))
					.forEach((name) -> readers.computeIfAbsent(name, (_) -> new TreeSet<>()).add(type));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new TableUse(readers);
	}

	private static Stream<String> statements(String source) {
		return LITERAL.matcher(source).results().map(TableUse::text).filter((text) -> STATEMENT.matcher(text).find());
	}

	private static String text(MatchResult literal) {
		return (literal.group(1) != null) ? literal.group(1) : literal.group(2);
	}

	/**
	 * The package that owns each table: all that name it but the exceptions.
	 * @param exceptions classes that may read a table of another package, by table
	 */
	public Map<String, Set<String>> owners(Map<String, List<String>> exceptions) {
		Map<String, Set<String>> owners = new TreeMap<>();
		this.readers.forEach((table, types) -> {
			Set<String> packages = new TreeSet<>();
			types.stream()
				.filter((type) -> exceptions.getOrDefault(table, List.of()).stream().noneMatch(type::endsWith))
				.map((type) -> type.substring(0, type.lastIndexOf('.')))
				.forEach(packages::add);
			owners.put(table, packages);
		});
		return owners;
	}

	/** Every class that asks SQL. */
	public Set<String> types() {
		Set<String> types = new TreeSet<>();
		this.readers.values().forEach(types::addAll);
		return types;
	}

}
