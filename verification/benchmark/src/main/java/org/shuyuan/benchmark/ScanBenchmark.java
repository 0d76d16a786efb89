package org.shuyuan.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.shuyuan.gateway.negativelist.ContentScan;
import org.shuyuan.gateway.negativelist.ContentWords;

/**
 * The negative list's scan of a csv, all detectors on, on one thread: line by line, and
 * as cells the way the intake sees them. One operation is one megabyte of csv.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScanBenchmark {

	private static final int MEGABYTES = 16;

	private List<String> lines = List.of();

	private List<String[]> rows = List.of();

	/** Runs both and prints megabytes per second and core. */
	public static void main(String[] arguments) throws RunnerException {
		new Runner(new OptionsBuilder().include(ScanBenchmark.class.getName()).build()).run();
	}

	/** Makes the csv. */
	@Setup
	public void write() throws IOException {
		Path file = Files.createTempFile("scan", ".csv");
		LargeFile.write(file, MEGABYTES);
		this.lines = Files.readAllLines(file);
		this.rows = this.lines.stream().map((line) -> line.split(",", -1)).toList();
		Files.delete(file);
	}

	/** Lines, as they are in the file. */
	@Benchmark
	@OperationsPerInvocation(MEGABYTES)
	public List<ContentScan.Found> lines() {
		ContentScan scan = new ContentScan(ContentWords.NONE);
		this.lines.forEach(scan::scan);
		return scan.found();
	}

	/** Cells, one after the other. */
	@Benchmark
	@OperationsPerInvocation(MEGABYTES)
	public List<ContentScan.Found> cells() {
		ContentScan scan = new ContentScan(ContentWords.NONE);
		for (String[] row : this.rows) {
			for (String cell : row) {
				scan.scan(cell);
			}
		}
		return scan.found();
	}

}
