package org.shuyuan.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.shuyuan.testing.TableUse;

import org.springframework.stereotype.Repository;

import static org.assertj.core.api.Assertions.assertThat;

/** Each table is read and written by the stores of one package. */
class TableOwnersTests {

	/** Who reads a table of another package, and why. */
	private static final Map<String, List<String>> EXCEPTIONS = Map.of(
			// how long terms may be is set by migrations and written by nobody
			"gateway.longest_term", List.of("Applications"),
			// versions are numbered and taken by queues, and change their state by
			// transitions
			"gateway.data_version",
			List.of("InspectionQueue", "RescanQueue", "OrphanedObjects", "VersionTransitions", "Rescans", "DataFeed"),
			"gateway.version_event", List.of("Rescans"));

	private final TableUse use = TableUse.in(Path.of("src/main/java"), "gateway");

	@Test
	void eachTableHasOneOwner() {
		assertThat(this.use.owners(EXCEPTIONS)).hasSizeGreaterThan(15)
			.allSatisfy((table, packages) -> assertThat(packages).as(table).hasSize(1));
	}

	@Test
	void everyExceptionIsNeeded() {
		EXCEPTIONS.forEach((table, readers) -> readers
			.forEach((reader) -> assertThat(this.use.readers().get(table)).as("%s reads %s", reader, table)
				.anyMatch((type) -> type.endsWith("." + reader))));
		assertThat(this.use.owners(Map.of()))
			.anySatisfy((table, packages) -> assertThat(packages).hasSizeGreaterThan(1));
	}

	@Test
	void sqlStandsInStores() throws ClassNotFoundException {
		for (String type : this.use.types()) {
			assertThat(Class.forName(type)).hasAnnotation(Repository.class);
		}
	}

}
