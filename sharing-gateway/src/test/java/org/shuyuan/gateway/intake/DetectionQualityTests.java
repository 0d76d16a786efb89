package org.shuyuan.gateway.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.objects.TestObjects;
import org.shuyuan.gateway.tables.TestTables;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How much of what the rules forbid is found, and how often they are wrong: over invented
 * files in many disguises, and over a city's real tables where they are at hand. Prints
 * the figures.
 */
class DetectionQualityTests {

	private static final int ROUNDS = 3;

	private static final double LEAST_RECALL = 0.95;

	private static final double MOST_FALSE_ALARMS = 0.05;

	/** What headings say where a column holds numbers of people. */
	private static final String NAMED = ".*(电话|手机|联系|证件|身份证|号码|代码|统一社会信用|相对人).*";

	@TempDir
	private Path folder;

	private ObjectStore objects;

	private Inspection inspection;

	@BeforeEach
	void inspection() throws IOException {
		this.objects = TestObjects.in(this.folder.resolve("objects"));
		this.inspection = new Inspection(this.objects, TestTables.in(this.folder.resolve("tables")),
				new IntakeProperties(DataSize.ofGigabytes(2), DataSize.ofMegabytes(64)), ContentWords.NONE);
	}

	private InspectionResult inspect(InputStream bytes) throws IOException {
		StoredObject stored = this.objects.put(bytes, Long.MAX_VALUE);
		return this.inspection
			.inspect(new PendingVersion(DistributionId.random(), 1, stored.sha256(), stored.bytes(), "x", 1));
	}

	private List<String> rules(byte[] file) throws IOException {
		return inspect(new ByteArrayInputStream(file)).findings().stream().map(Finding::rule).distinct().toList();
	}

	@Test
	void nearlyEverythingInDisguiseIsFoundAndLittleElse() throws IOException {
		Map<String, int[]> recall = new LinkedHashMap<>();
		List<String> missed = new ArrayList<>();
		List<String> alarms = new ArrayList<>();
		int harmless = 0;
		int disguises = 0;
		for (int round = 0; round < ROUNDS; round++) {
			InventedFiles files = new InventedFiles(20261130 + round);
			disguises = files.hiding().values().stream().mapToInt(Map::size).sum();
			for (Map.Entry<String, Map<String, Supplier<byte[]>>> rule : files.hiding().entrySet()) {
				for (Map.Entry<String, Supplier<byte[]>> disguise : rule.getValue().entrySet()) {
					boolean found = rules(disguise.getValue().get()).contains(rule.getKey());
					int[] counts = recall.computeIfAbsent(rule.getKey(), (any) -> new int[2]);
					counts[0] += found ? 1 : 0;
					counts[1]++;
					if (!found) {
						missed.add(rule.getKey() + ": " + disguise.getKey());
					}
				}
			}
			for (Map.Entry<String, Supplier<byte[]>> file : files.harmless().entrySet()) {
				List<String> rules = rules(file.getValue().get());
				harmless++;
				if (!rules.isEmpty()) {
					alarms.add(file.getKey() + ": " + rules);
				}
			}
		}
		System.out.printf("detection, invented files: %d disguises, %d rounds%n", disguises, ROUNDS);
		recall.forEach((rule, counts) -> System.out.printf("  %-16s recall %d of %d = %.3f%n", rule, counts[0],
				counts[1], counts[0] / (double) counts[1]));
		System.out.printf("  false alarms %d of %d = %.3f%n", alarms.size(), harmless,
				alarms.size() / (double) harmless);
		missed.forEach((each) -> System.out.println("  missed " + each));
		alarms.forEach((each) -> System.out.println("  false alarm " + each));
		assertThat(disguises).isGreaterThanOrEqualTo(30);
		recall.forEach((rule, counts) -> assertThat(counts[0] / (double) counts[1]).as(rule + " " + missed)
			.isGreaterThanOrEqualTo(LEAST_RECALL));
		assertThat(alarms.size() / (double) harmless).as(alarms.toString()).isLessThanOrEqualTo(MOST_FALSE_ALARMS);
	}

	/**
	 * Of the columns found in real tables, those count as right whose heading says so.
	 */
	@Test
	void realTablesGiveFewFalseAlarms() throws IOException {
		Path corpus = Stream.of("../../shared/corpus", "../shared/corpus", "../../../shared/corpus")
			.map((each) -> Path.of(each).resolve("4-china/beijing-datasets"))
			.filter(Files::isDirectory)
			.findFirst()
			.orElse(null);
		if (corpus == null) {
			System.out.println("detection, real tables: not at hand, nothing measured");
			return;
		}
		Map<String, int[]> precision = new TreeMap<>();
		List<String> alarms = new ArrayList<>();
		List<Path> files;
		try (Stream<Path> all = Files.list(corpus)) {
			files = all.sorted().toList();
		}
		int columns = 0;
		for (Path file : files) {
			try (InputStream in = Files.newInputStream(file)) {
				InspectionResult inspectionResult = inspect(in);
				columns += (inspectionResult.profile() != null) ? inspectionResult.profile().columns().size() : 1;
				for (Finding finding : inspectionResult.findings()) {
					boolean right = finding.column() != null && finding.column().matches(NAMED);
					int[] counts = precision.computeIfAbsent(finding.rule(), (any) -> new int[2]);
					counts[0] += right ? 1 : 0;
					counts[1]++;
					if (!right) {
						alarms.add(file.getFileName() + " " + finding.column() + ": " + finding.rule());
					}
				}
			}
		}
		System.out.printf("detection, real tables: %d files, %d columns%n", files.size(), columns);
		precision.forEach((rule, counts) -> System.out.printf("  %-16s %d found, precision %.3f%n", rule, counts[1],
				counts[0] / (double) counts[1]));
		alarms.forEach((each) -> System.out.println("  not named so: " + each));
		assertThat(alarms.size()).as(alarms.toString()).isLessThanOrEqualTo(columns / 200);
	}

}
