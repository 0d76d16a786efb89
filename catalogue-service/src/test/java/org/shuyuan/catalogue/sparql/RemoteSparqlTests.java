package org.shuyuan.catalogue.sparql;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.shuyuan.catalogue.TestCatalogue;
import org.shuyuan.catalogue.TestCity;
import org.shuyuan.catalogue.Wire;
import org.shuyuan.catalogue.sparql.store.FusekiServer;
import org.shuyuan.catalogue.sparql.store.RemoteStore;
import org.shuyuan.catalogue.sparql.store.SparqlProperties;
import org.shuyuan.catalogue.sparql.store.SparqlUnavailable;
import org.shuyuan.catalogue.sparql.store.TestQuads;
import org.shuyuan.catalogue.sparql.store.ViewPosition;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.LifecycleState;

import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same with a server of its own, which comes, goes and loses what it has.
 */
@EnabledIf("org.shuyuan.catalogue.sparql.store.FusekiServer#present")
@DirtiesContext
class RemoteSparqlTests extends SparqlContract {

	private static Wire wire;

	private static boolean came;

	@DynamicPropertySource
	static void server(DynamicPropertyRegistry properties) throws IOException {
		FusekiServer.empty();
		wire = new Wire(FusekiServer.address());
		SparqlProperties server = FusekiServer.through(wire.url());
		properties.add("shuyuan.sparql", server::sparql);
		properties.add("shuyuan.sparql-query", server::sparqlQuery);
		properties.add("shuyuan.sparql-update", server::sparqlUpdate);
		if (server.sparqlUser() != null) {
			properties.add("shuyuan.sparql-user", server::sparqlUser);
			properties.add("shuyuan.sparql-password-file", server::sparqlPasswordFile);
		}
	}

	/** At the start it is away. */
	@BeforeEach
	void comes() {
		if (!came) {
			waiting().untilAsserted(() -> assertThat(get("ask {}")).hasStatus(503)
				.bodyJson()
				.extractingPath("$.code")
				.isEqualTo("sparql-unavailable"));
			mended();
			came = true;
		}
		found("ask {}");
	}

	@AfterAll
	static void leaveNothing() throws IOException {
		wire.close();
		FusekiServer.empty();
	}

	@Test
	void isAwayAndComesBackWithoutAHand() throws IOException {
		Entry before = TestCatalogue.entry("断开之前", Discoverability.PUBLIC, MARK);
		await(this.catalogue.put(before, LifecycleState.PUBLISHED, 1, null));
		wire.cut();
		assertThat(get("ask {}")).hasStatus(503)
			.hasHeader("Retry-After", "5")
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("sparql-unavailable");
		waiting().untilAsserted(() -> assertThat(this.http.get().uri("/actuator/health")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.components.sparql.status")
			.isEqualTo("DEGRADED"));
		assertThat(this.http.get().uri("/actuator/health/readiness")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.components.sparql")
			.isEqualTo(Map.of("status", "DEGRADED"));
		TestCity.build(this.http);
		assertThat(this.http.post()
			.uri("/api/v1/catalogue/entries")
			.with(TestCity.steward())
			.contentType(MediaType.APPLICATION_JSON)
			.content(TestCity.busStops("sparqloutage"))).hasStatus(201);
		this.catalogue.put(before, LifecycleState.SUSPENDED, 1, null);
		this.catalogue.put(TestCatalogue.entry("断开之间", Discoverability.PUBLIC, MARK), LifecycleState.PUBLISHED, 1,
				null);
		mended();
		found("ask { ?e ?p '断开之间'@zh filter not exists { ?f ?q '断开之前'@zh } }");
		waiting().untilAsserted(() -> assertThat(this.http.get().uri("/actuator/health")).bodyJson()
			.extractingPath("$.components.sparql.status")
			.isEqualTo("UP"));
	}

	@Test
	void isDrawnAnewWhenEmptiedOrDrawnByOthers() {
		await(this.catalogue.put(TestCatalogue.entry("重画", Discoverability.PUBLIC, MARK), LifecycleState.PUBLISHED, 1,
				null));
		String whole = "ask { ?e ?p '重画'@zh . ?c a <http://www.w3.org/2004/02/skos/core#ConceptScheme> }";
		FusekiServer.empty();
		found(whole);
		RemoteStore other = new RemoteStore(FusekiServer.server(), TestQuads.VIEW, null);
		waiting().ignoreException(SparqlUnavailable.class).until(() -> {
			Optional<ViewPosition> reflected = other.reflected();
			reflected.ifPresent((now) -> other.replace(
					Map.of(TestQuads.uri("old"), List.of(TestQuads.triple("s", "drawn", "before"))), reflected,
					new ViewPosition("1", "old", now.position())));
			return other.reflected().filter((now) -> now.version().equals("1")).isPresent();
		});
		waiting().ignoreException(SparqlUnavailable.class)
			.until(() -> !other.reflected().map(ViewPosition::version).orElse("").equals("1"));
		found(whole);
		found("ask { filter not exists { ?s <%s> ?o } }".formatted(TestQuads.uri("drawn")));
	}

	@Test
	void triesNoPatternThatMayTakeLong() {
		assertThat(post("ask { ?s ?p ?o filter(regex(?o, '^a*a*a*a*b')) }")).hasStatus(400)
			.bodyJson()
			.extractingPath("$.code")
			.isEqualTo("query-refused");
	}

	/** The port is free again when whoever waited at it has noticed. */
	private static void mended() {
		waiting().ignoreException(BindException.class).until(() -> {
			wire.mend();
			return true;
		});
	}

	private void found(String holds) {
		waiting().untilAsserted(
				() -> assertThat(get(holds)).hasStatusOk().bodyJson().extractingPath("$.boolean").isEqualTo(true));
	}

	private static ConditionFactory waiting() {
		return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
	}

}
