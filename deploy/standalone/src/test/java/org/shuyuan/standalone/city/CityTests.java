package org.shuyuan.standalone.city;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.entry.Entry;

import static org.assertj.core.api.Assertions.assertThat;

class CityTests {

	private final City city = City.read();

	@Test
	void hasAgenciesEntriesAndDataEnough() {
		assertThat(this.city.agencies()).hasSizeGreaterThanOrEqualTo(12);
		assertThat(entries()).hasSizeGreaterThanOrEqualTo(60);
		assertThat(entries().map(CityEntry::rows).filter(Objects::nonNull)).hasSizeGreaterThanOrEqualTo(25)
			.allMatch((rows) -> rows >= 100 && rows <= 100_000);
	}

	@Test
	void showsEverySharingClassOpennessAndGrade() {
		List<Entry> all = described();
		assertThat(all.stream().map((entry) -> entry.sharing().code()).collect(Collectors.toSet()))
			.isEqualTo(Set.of("unconditional", "conditional", "not-shared"));
		assertThat(all.stream().map((entry) -> entry.openness().code()).collect(Collectors.toSet()))
			.isEqualTo(Set.of("unconditional", "conditional", "not-open"));
		assertThat(all.stream().map(Entry::grade)).contains(Grade.values());
	}

	@Test
	void makesTheSameTableAtEveryRunWithOneValueForEachColumn() {
		for (City.Agency agency : this.city.agencies()) {
			for (CityEntry entry : agency.entries()) {
				if (entry.rows() == null || entry.rows() > 20_000) {
					continue;
				}
				byte[] table = entry.table(this.city);
				assertThat(entry.table(this.city)).as(entry.key()).isEqualTo(table);
				List<String> lines = new String(table, StandardCharsets.UTF_8).lines().toList();
				assertThat(lines).as(entry.key()).hasSize(entry.rows() + 1);
				assertThat(lines).as(entry.key())
					.allMatch((line) -> line.split(",", -1).length == entry.items().size());
			}
		}
	}

	@Test
	void keysAreUniqueWithinTheCity() {
		assertThat(entries().map(CityEntry::key)).doesNotHaveDuplicates();
	}

	private Stream<CityEntry> entries() {
		return this.city.agencies().stream().flatMap((agency) -> agency.entries().stream());
	}

	private List<Entry> described() {
		return this.city.agencies()
			.stream()
			.flatMap((agency) -> agency.entries().stream().map((entry) -> entry.entry(this.city, agency)))
			.toList();
	}

}
