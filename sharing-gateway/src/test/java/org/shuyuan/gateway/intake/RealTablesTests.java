package org.shuyuan.gateway.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.objects.TestObjects;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.tables.TestTables;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** A city's real tables, counted by somebody else, against what is read of them. */
@EnabledIf("present")
class RealTablesTests {

	private static final Path CORPUS = Path.of("../../shared/corpus");

	private static final Path OTHER = Path.of("../shared/corpus");

	private static final Pattern COUNTED = Pattern
		.compile("\\| (4-china/beijing-datasets/.*?) \\| .*?\\| (\\d+) rows x (\\d+) cols");

	@TempDir
	private Path folder;

	static boolean present() {
		return Files.isDirectory(corpus().resolve("4-china/beijing-datasets"));
	}

	private static Path corpus() {
		return Files.isDirectory(CORPUS) ? CORPUS
				: Files.isDirectory(OTHER) ? OTHER : Path.of("../../../shared/corpus");
	}

	@Test
	void realTablesAreReadWithTheRightCounts() throws IOException {
		Map<String, long[]> counted = new TreeMap<>();
		for (String line : Files.readAllLines(corpus().resolve("INDEX.md"))) {
			Matcher matcher = COUNTED.matcher(line);
			if (matcher.find()) {
				counted.put(matcher.group(1),
						new long[] { Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)) });
			}
		}
		ObjectStore objects = TestObjects.in(this.folder.resolve("objects"));
		Tables tables = TestTables.in(this.folder.resolve("tables"));
		Inspection inspection = new Inspection(objects, tables,
				new IntakeProperties(DataSize.ofGigabytes(2), DataSize.ofGigabytes(1)), ContentWords.NONE);
		List<Path> files;
		try (Stream<Path> all = Files.list(corpus().resolve("4-china/beijing-datasets"))) {
			files = all.sorted().toList();
		}
		int right = 0;
		List<String> told = new ArrayList<>();
		for (Path file : files) {
			StoredObject stored;
			try (InputStream in = Files.newInputStream(file)) {
				stored = objects.put(in, Long.MAX_VALUE);
			}
			InspectionResult inspectionResult = inspection
				.inspect(new PendingVersion(DistributionId.random(), 1, stored.sha256(), stored.bytes(), "x", 1));
			long[] wanted = counted.get("4-china/beijing-datasets/" + file.getFileName());
			boolean fits = inspectionResult.profile() == null ? inspectionResult.reason() != null
					: wanted == null || fits(file, wanted, inspectionResult.profile().rows(),
							inspectionResult.profile().columns().size());
			right += fits ? 1 : 0;
			if (!fits || inspectionResult.profile() == null || !inspectionResult.findings().isEmpty()) {
				told.add("%s %s: %s, counted %s, reason %s, found %s, columns %s".formatted(fits ? "ok" : "WRONG",
						file.getFileName(),
						(inspectionResult.profile() == null) ? "file"
								: inspectionResult.profile().rows() + " x "
										+ inspectionResult.profile().columns().size(),
						(wanted == null) ? "-" : wanted[0] + " x " + wanted[1], inspectionResult.reason(),
						inspectionResult.findings(),
						(inspectionResult.profile() == null) ? ""
								: inspectionResult.profile()
									.columns()
									.stream()
									.limit(5)
									.map((c) -> c.name())
									.toList()));
			}
		}
		System.out.printf("real tables: %d of %d right%n", right, files.size());
		told.forEach(System.out::println);
		assertThat(right).isGreaterThan(files.size() * 95 / 100);
	}

	/**
	 * The index counts lines of the raw file: headings, titles and blank lines included,
	 * empty columns too. An export that took a row for headings has none.
	 */
	private static boolean fits(Path file, long[] counted, long rows, int columns) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		String text = new String(bytes, StandardCharsets.UTF_8);
		if (text.indexOf('\uFFFD') >= 0) {
			text = new String(bytes, Charset.forName("GB18030"));
		}
		List<List<String>> lines = new ArrayList<>();
		try (de.siegmar.fastcsv.reader.CsvReader<de.siegmar.fastcsv.reader.CsvRecord> reader = de.siegmar.fastcsv.reader.CsvReader
			.builder()
			.allowExtraFields(true)
			.allowMissingFields(true)
			.allowExtraCharsAfterClosingQuote(true)
			.skipEmptyLines(true)
			.ofCsvRecord(text)) {
			reader.forEach((line) -> lines.add(line.getFields()));
		}
		long filled = lines.stream().filter((line) -> line.stream().anyMatch((cell) -> !cell.isBlank())).count();
		int used = 0;
		for (List<String> line : lines) {
			for (int i = 0; i < line.size(); i++) {
				boolean nothing = line.get(i).isBlank() || line.get(i).startsWith("Unnamed: ");
				used = nothing ? used : Math.max(used, i + 1);
			}
		}
		long above = filled - rows;
		boolean headless = above == 0
				&& lines.getFirst().stream().anyMatch((cell) -> cell.matches("\\d{4}-\\d{2}-\\d{2}"));
		return (headless || (above >= 1 && above <= 5)) && columns == used && counted[0] >= rows;
	}

}
