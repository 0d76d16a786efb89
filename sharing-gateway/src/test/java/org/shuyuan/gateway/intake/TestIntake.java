package org.shuyuan.gateway.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.columns.TableProfile;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.UndescribedPart;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.objects.TestObjects;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.tables.TestTables;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.util.unit.DataSize;

/** Looks at bytes as at an upload, and tells what has come of them. */
final class TestIntake {

	private final ObjectStore objects;

	private final Tables tables;

	private final Inspection inspection;

	private final Path folder;

	TestIntake(Path folder) {
		this.folder = folder.resolve("tables");
		this.objects = TestObjects.in(folder.resolve("objects"));
		this.tables = TestTables.in(this.folder);
		this.inspection = new Inspection(this.objects, this.tables,
				new IntakeProperties(DataSize.ofGigabytes(2), DataSize.ofMegabytes(64)), ContentWords.NONE);
	}

	Read read(byte[] bytes) throws IOException {
		StoredObject stored = this.objects.put(new ByteArrayInputStream(bytes), Long.MAX_VALUE);
		InspectionResult outcome = this.inspection
			.inspect(new PendingVersion(DistributionId.random(), 1, stored.sha256(), stored.bytes(), "x", 1));
		return new Read(outcome, stored.sha256().value(), this);
	}

	/** What is in the folder of tables, temporary files included. */
	List<Path> tablesKept() throws IOException {
		try (Stream<Path> all = Files.walk(this.folder)) {
			return all.filter(Files::isRegularFile).toList();
		}
	}

	record Read(InspectionResult outcome, String id, TestIntake intake) {

		List<Column> columns() {
			TableProfile profile = this.outcome.profile();
			if (profile == null) {
				throw new AssertionError("No table: " + this.outcome);
			}
			return profile.schema();
		}

		List<String> names() {
			return columns().stream().map(Column::name).toList();
		}

		List<List<String>> rows() {
			return this.intake.tables.page(TableQuery.parse(this.id, columns(), null, List.of(), null, 100, null))
				.rows()
				.stream()
				.map((row) -> row.stream().map((cell) -> (cell == null) ? "" : cell.toString()).toList())
				.toList();
		}

		String reason() {
			return Objects.requireNonNull(this.outcome.reason()).code();
		}

		boolean refused() {
			return this.outcome.state() == VersionState.REFUSED;
		}

		List<String> notes() {
			return this.outcome.notes().stream().map(VersionNote::code).toList();
		}

		List<String> rules() {
			return this.outcome.findings().stream().map(Finding::rule).distinct().toList();
		}

		List<String> columnsFound() {
			return this.outcome.findings().stream().map(Finding::column).filter(Objects::nonNull).toList();
		}

		List<String> undescribed() {
			return Objects.requireNonNull(this.outcome.undescribed()).stream().map(UndescribedPart::code).toList();
		}

	}

}
