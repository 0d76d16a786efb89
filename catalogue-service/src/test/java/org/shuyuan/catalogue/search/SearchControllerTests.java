package org.shuyuan.catalogue.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.TestCatalogue;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.catalogue.changes.ChangeLog;
import org.shuyuan.catalogue.search.lucene.LuceneIndex;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.JwtRequestPostProcessor;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.jwt;

@SpringBootTest(properties = "spring.config.name=catalogue")
@ContextConfiguration(initializers = TestDatabase.class)
@AutoConfigureMockMvc
class SearchControllerTests {

	private static final String MARK = "zqinternalqz";

	@Autowired
	private MockMvcTester http;

	@Autowired
	private PublicIndex index;

	@Autowired
	private Visibility visibility;

	@Autowired
	private ChangeLog log;

	@Autowired
	private JdbcClient sql;

	@Autowired
	private TransactionTemplate transactions;

	private TestCatalogue catalogue;

	@BeforeEach
	void open() {
		this.catalogue = new TestCatalogue(this.log, this.sql, this.transactions);
	}

	@Test
	void countsTheFacetsThatAreNamedOrNone() throws Exception {
		put("八音涧公交站点", Discoverability.PUBLIC);
		String search = "/api/v1/catalogue/search?q=八音涧公交站点&facets=";
		assertThat(this.http.get().uri(search + "none")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.facets")
			.isEqualTo(Map.of());
		assertThat(this.http.get().uri(search + "theme, agency")).bodyJson()
			.extractingPath("$.facets")
			.asMap()
			.containsOnlyKeys("theme", "agency");
		assertThat(this.http.get().uri(search + "theme,nothing")).hasStatus(400)
			.bodyText()
			.contains("parameter-invalid");
	}

	@Test
	void findsWhatWasJustPublishedAndForgetsWhatIsClosed() throws Exception {
		Entry entry = put("独木成林公交站点", Discoverability.PUBLIC);
		assertThat(this.http.get().uri("/api/v1/catalogue/search?q={q}", "独木成林 公交")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.items[0].id")
			.isEqualTo(entry.id().value());
		assertThat(this.http.get().uri("/api/v1/catalogue/suggest?q=dmcl")).bodyJson()
			.extractingPath("$.items[0].title.zh")
			.isEqualTo("独木成林公交站点");
		await(this.catalogue.put(entry, LifecycleState.SUSPENDED, 1, null));
		assertThat(this.http.get().uri("/api/v1/catalogue/search?q={q}", "独木成林公交站点")).bodyText()
			.doesNotContain(entry.id().value());
		assertThat(this.http.get().uri("/api/v1/catalogue/suggest?q=dmcl")).bodyJson()
			.extractingPath("$.items")
			.isEqualTo(List.of());
	}

	@Test
	void holdsNothingInternal() throws Exception {
		put("标记条目", Discoverability.PUBLIC);
		put("只给部门" + MARK, Discoverability.DEPARTMENTS);
		List<String> terms = new ArrayList<>();
		((LuceneIndex) ((MeasuredIndex) this.index.index()).measured()).read((searcher) -> {
			for (String field : FieldInfos.getIndexedFields(searcher.getIndexReader())) {
				Terms all = MultiTerms.getTerms(searcher.getIndexReader(), field);
				TermsEnum each = all.iterator();
				while (each.next() != null) {
					terms.add(each.term().utf8ToString());
				}
			}
			return null;
		});
		assertThat(terms).isNotEmpty().noneMatch((term) -> term.contains("zqinternal") || term.equals("内部"));
		for (String address : List.of("/search", "/search?q=" + MARK, "/search?view=public&q=" + MARK, "/suggest?q=zq",
				"/statistics")) {
			assertThat(this.http.get().uri("/api/v1/catalogue" + address)).hasStatusOk()
				.bodyText()
				.doesNotContain(MARK + "\"")
				.doesNotContain("只给部门");
		}
	}

	@Test
	void showsDepartmentsWhatTheyMaySee() throws Exception {
		put("部门之间车辆", Discoverability.DEPARTMENTS);
		put("本部门车辆", Discoverability.AGENCY);
		String address = "/api/v1/catalogue/search?view=internal&q=车辆&sort=title";
		assertThat(this.http.get().uri(address)).hasStatus(403);
		assertThat(this.http.get().uri(address).with(caller("citizen", null))).hasStatus(403);
		assertThat(this.http.get().uri(address).with(caller("steward", "11990100MB0A00008"))).bodyJson()
			.extractingPath("$.items[*].title.zh")
			.isEqualTo(List.of("部门之间车辆"));
		assertThat(this.http.get().uri(address).with(caller("steward", "11990100MB0A00007"))).bodyJson()
			.extractingPath("$.items[*].title.zh")
			.isEqualTo(List.of("本部门车辆", "部门之间车辆"));
		assertThat(this.http.get().uri("/api/v1/catalogue/search?q=车辆")).bodyJson()
			.extractingPath("$.total")
			.isEqualTo(0);
	}

	@Test
	void pagesByTheAddressOfTheNext() throws Exception {
		for (int i = 0; i < 5; i++) {
			put("翻页实例" + i, Discoverability.PUBLIC);
		}
		List<Object> seen = new ArrayList<>();
		String next = "/api/v1/catalogue/search?q=%E7%BF%BB%E9%A1%B5&limit=2&theme=transport";
		while (next != null) {
			var page = this.http.get().uri(java.net.URI.create(next)).exchange();
			assertThat(page).hasStatusOk().bodyJson().extractingPath("$.total").isEqualTo(5);
			String body = page.getResponse().getContentAsString();
			seen.addAll(com.jayway.jsonpath.JsonPath.read(body, "$.items[*].id"));
			List<String> links = com.jayway.jsonpath.JsonPath.read(body, "$..next");
			next = links.isEmpty() ? null : links.getFirst();
		}
		assertThat(seen).hasSize(5).doesNotHaveDuplicates();
	}

	@Test
	void refusesWhatItCannotRead() {
		assertThat(this.http.get().uri("/api/v1/catalogue/search?sort=size")).hasStatus(400);
		assertThat(this.http.get().uri("/api/v1/catalogue/search?after=xx")).hasStatus(400);
		assertThat(this.http.get().uri("/api/v1/catalogue/search?limit=many")).hasStatus(400);
		assertThat(this.http.get().uri("/api/v1/catalogue/search?q={q}", "\"a AND (")).hasStatusOk();
	}

	@Test
	void countsWhatThereIs() throws Exception {
		put("计数", Discoverability.PUBLIC);
		assertThat(this.http.get().uri("/api/v1/catalogue/statistics")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.theme[0].value")
			.isEqualTo("transport");
	}

	private Entry put(String title, Discoverability discoverability) throws InterruptedException {
		Entry entry = TestCatalogue.entry(title, discoverability, MARK);
		await(this.catalogue.put(entry, LifecycleState.PUBLISHED, 1, null));
		return entry;
	}

	private void await(long position) throws InterruptedException {
		assertThat(this.visibility.await(position, Duration.ofMinutes(2))).isTrue();
	}

	private static JwtRequestPostProcessor caller(String role, String agencyBody) {
		return jwt().jwt((token) -> {
			if (agencyBody != null) {
				token.claim("agency", org.shuyuan.vocab.identifier.AgencyId.ofBody(agencyBody).value());
			}
		}).authorities(new SimpleGrantedAuthority("ROLE_" + role));
	}

}
