package org.shuyuan.catalogue.search.elasticsearch;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.shuyuan.catalogue.search.SearchContract;
import org.shuyuan.catalogue.search.index.Clause;
import org.shuyuan.catalogue.search.index.EntryDocument;
import org.shuyuan.catalogue.search.index.Facet;
import org.shuyuan.catalogue.search.index.IndexPosition;
import org.shuyuan.catalogue.search.index.IndexedEntry;
import org.shuyuan.catalogue.search.index.RemovedEntry;
import org.shuyuan.catalogue.search.index.SearchIndex;
import org.shuyuan.catalogue.search.index.SearchQuery;
import org.shuyuan.catalogue.search.index.SearchUnavailable;
import org.shuyuan.catalogue.search.index.TestFindables;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@EnabledIf("org.shuyuan.catalogue.search.elasticsearch.ElasticsearchServer#present")
class ElasticsearchIndexTests {

	private final TestCluster cluster = new TestCluster();

	private final ElasticsearchNames names = new ElasticsearchNames(this.cluster.prefix() + "-public");

	private final IndexedEntry stops = TestFindables.titled("公交站点");

	private final IndexedEntry lines = TestFindables.titled("公交线路");

	private SearchIndex index = this.cluster.engine().open("public");

	@AfterEach
	void close() throws IOException {
		this.index.close();
		this.cluster.close();
	}

	@Test
	void anotherInstanceGoesOnWhereTheFirstEnded() {
		take(this.index, List.of(this.stops), 5);
		SearchIndex second = this.cluster.another().open("public");
		assertThat(second.writing()).isFalse();
		assertThat(second.answering()).isTrue();
		assertThat(titles(second)).containsExactly("公交站点");
		this.index.close();
		assertThat(second.writing()).isTrue();
		assertThat(second.position()).isEqualTo(new IndexPosition(5, 0));
		take(second, List.of(this.lines), 6);
		assertThat(titles(this.index)).containsExactlyInAnyOrder("公交站点", "公交线路");
		second.close();
	}

	@Test
	void showsWhatAnotherInstanceWroteButNeverShowed() {
		take(this.index, List.of(this.stops), 5);
		this.index.apply(List.of(this.lines), List.of(), new IndexPosition(6, 0));
		assertThat(titles(this.index)).containsExactly("公交站点");
		this.index.close();
		SearchIndex second = this.cluster.another().open("public");
		assertThat(second.writing()).isTrue();
		assertThat(second.position()).isEqualTo(new IndexPosition(6, 0));
		second.settle(true);
		assertThat(titles(second)).containsExactlyInAnyOrder("公交站点", "公交线路");
		second.close();
	}

	@Test
	void whatIsWrittenLateCoversNothingNewer() {
		take(this.index, List.of(at(this.stops, "新名称", 7)), 7);
		take(this.index, List.of(at(this.stops, "旧名称", 3)), 7);
		assertThat(titles(this.index)).containsExactly("新名称");
		this.index.apply(List.of(), List.of(new RemovedEntry(this.stops.id(), 9)), new IndexPosition(9, 0));
		take(this.index, List.of(at(this.stops, "旧名称", 8)), 9);
		assertThat(titles(this.index)).isEmpty();
	}

	@Test
	void isDrawnAnewWhenDeleted() throws IOException {
		take(this.index, List.of(this.stops), 5);
		for (String each : this.names.all(this.cluster.client())) {
			this.cluster.client().indices().delete((delete) -> delete.index(each));
		}
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> titles(this.index))
			.extracting(Problem::code)
			.isEqualTo("not-ready");
		assertThat(this.index.writing()).isTrue();
		assertThat(this.index.answering()).isFalse();
		assertThat(this.index.position()).isEqualTo(IndexPosition.START);
		take(this.index, List.of(this.lines), 6);
		assertThat(titles(this.index)).containsExactly("公交线路");
	}

	@Test
	void noticesADeletionWhileNothingIsAsked() throws IOException {
		take(this.index, List.of(this.stops), 5);
		for (String each : this.names.all(this.cluster.client())) {
			this.cluster.client().indices().delete((delete) -> delete.index(each));
		}
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> this.index.writing() && this.index.position().equals(IndexPosition.START));
	}

	@Test
	void makesNoIndexByWritingToAMissingOne() throws IOException {
		ElasticsearchWriter writer = this.cluster.writer();
		assertThatExceptionOfType(IOException.class).isThrownBy(
				() -> writer.write(this.names.written(), List.of(), List.of(new RemovedEntry(this.stops.id(), 1))));
		assertThat(this.names.all(this.cluster.client())).isEmpty();
	}

	@Test
	void anOlderVersionAnswersUntilTheNewOneHasCaughtUp() throws IOException {
		String old = this.names.alias() + "-v0-old";
		this.cluster.client()
			.indices()
			.create((create) -> create.index(old)
				.withJson(new StringReader(ElasticsearchNames.DEFINITION))
				.aliases(this.names.alias(), (alias) -> alias));
		ElasticsearchWriter writer = this.cluster.writer();
		writer.write(this.names.alias(), List.of(EntryDocument.of(this.stops, SearchContract.ANALYSIS),
				EntryDocument.of(this.lines, SearchContract.ANALYSIS)), List.of());
		writer.reach(this.names.alias(), new IndexPosition(2, 0));
		this.cluster.client().indices().refresh((refresh) -> refresh.index(old));

		assertThat(this.index.writing()).isTrue();
		assertThat(this.index.answering()).isTrue();
		assertThat(this.index.position()).isEqualTo(IndexPosition.START);
		assertThat(this.index.previous()).contains(new IndexPosition(2, 0));
		assertThat(titles(this.index)).containsExactlyInAnyOrder("公交站点", "公交线路");

		this.index.evict(List.of(new RemovedEntry(this.lines.id(), 3)), new IndexPosition(3, 0));
		assertThat(this.index.previous()).contains(new IndexPosition(3, 0));
		assertThat(titles(this.index)).containsExactly("公交站点");

		this.index.apply(List.of(this.stops), List.of(), new IndexPosition(1, 0));
		this.index.settle(false);
		assertThat(this.names.behind(this.cluster.client(), this.names.alias())).containsExactly(old);

		take(this.index, List.of(at(this.lines, "公交新线路", 3)), 3);
		assertThat(titles(this.index)).containsExactlyInAnyOrder("公交站点", "公交新线路");
		assertThat(this.index.previous()).isEmpty();
		assertThat(this.names.all(this.cluster.client())).doesNotContain(old).hasSize(1);
	}

	@Test
	void touchesNoIndexOfAnotherPlatform() {
		take(this.index, List.of(this.stops), 5);
		this.index.close();
		try (ElasticsearchEngine foreign = this.cluster.another("https://other.example.cn")) {
			SearchIndex second = foreign.open("public");
			assertThatExceptionOfType(SearchUnavailable.class).isThrownBy(second::writing)
				.havingCause()
				.withMessageContaining("https://data.example.cn")
				.withMessageContaining("SHUYUAN_ELASTICSEARCH_PREFIX");
			second.close();
		}
		assertThat(this.index.writing()).isTrue();
		assertThat(titles(this.index)).containsExactly("公交站点");
	}

	@Test
	void answersWhereThereIsNothingYet() {
		assertThat(this.index.writing()).isTrue();
		assertThat(this.index.position()).isEqualTo(IndexPosition.START);
		this.index.settle(true);
		assertThat(this.index.answering()).isTrue();
		assertThat(titles(this.index)).isEmpty();
	}

	@Test
	void keepsDepartmentsAndThePublicApart() {
		SearchIndex internal = this.cluster.engine().open("internal");
		assertThat(internal.writing()).isTrue();
		take(internal, List.of(this.stops), 1);
		take(this.index, List.of(this.lines), 1);
		assertThat(titles(internal)).containsExactly("公交站点");
		assertThat(titles(this.index)).containsExactly("公交线路");
		internal.close();
	}

	private static void take(SearchIndex index, List<IndexedEntry> found, long position) {
		assertThat(index.writing()).isTrue();
		IndexPosition _ = index.position();
		index.apply(found, List.of(), new IndexPosition(position, 0));
		index.settle(true);
	}

	private static IndexedEntry at(IndexedEntry one, String title, long position) {
		IndexedEntry other = TestFindables.of(one.id(), Text.of(title), null, TestFindables.TRANSPORT, "transport",
				"csv", one.entry().discoverability());
		return new IndexedEntry(one.id(), position, other.entry(), one.agencyName(), one.modified(), one.data());
	}

	private static List<String> titles(SearchIndex index) {
		SearchQuery everything = new SearchQuery("", Map.of(), List.copyOf(EnumSet.of(Facet.THEME)),
				SearchQuery.Sorting.TITLE, 50, null, new SearchQuery.Reader.Anybody());
		return index.find(everything, new Clause.Everything()).hits().stream().map((hit) -> hit.title().zh()).toList();
	}

}
