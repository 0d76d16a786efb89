package org.shuyuan.catalogue.sparql.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.catalogue.TestCatalogue;
import org.shuyuan.catalogue.TestDatabase;
import org.shuyuan.catalogue.publicview.WriterLock;
import org.shuyuan.catalogue.sparql.VocabularyGraphs;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same answers from both stores, to what people ask a catalogue.
 */
@EnabledIf("org.shuyuan.catalogue.sparql.store.FusekiServer#present")
class StoresAgreeTests {

	private static final String PREFIXES = """
			prefix dcat: <http://www.w3.org/ns/dcat#>
			prefix dct: <http://purl.org/dc/terms/>
			prefix foaf: <http://xmlns.com/foaf/0.1/>
			prefix skos: <http://www.w3.org/2004/02/skos/core#>
			prefix xsd: <http://www.w3.org/2001/XMLSchema#>
			""";

	@TempDir
	private static Path folder;

	private static QuadStore embedded;

	private static QuadStore remote;

	@BeforeAll
	static void draw() {
		FusekiServer.empty();
		embedded = new EmbeddedStore(folder, TestQuads.VIEW);
		remote = new RemoteStore(FusekiServer.server(), TestQuads.VIEW,
				new WriterLock(TestDatabase.dataSource(), "sparql-test"));
		Map<Node, List<Triple>> entries = TestQuads.entries("公交站点", "公交线路", "停车场", "空气质量", "图书馆 <活动> \"2024\"");
		for (QuadStore store : List.of(embedded, remote)) {
			ViewPosition vocabulary = TestQuads.at(0);
			store.replace(VocabularyGraphs.at(TestCatalogue.BASE).triples(), Optional.empty(), vocabulary);
			store.replace(entries, Optional.of(vocabulary), TestQuads.at(5));
		}
	}

	@AfterAll
	static void leaveNothing() {
		embedded.close();
		remote.close();
		FusekiServer.empty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "select ?d ?title { ?d a dcat:Dataset ; dct:title ?title } order by ?title",
			"select (count(*) as ?n) { ?s ?p ?o }", "select (count(*) as ?n) { graph ?g { ?s ?p ?o } }",
			"select ?g (count(*) as ?n) { graph ?g { ?s ?p ?o } } group by ?g order by ?g",
			"select distinct ?p { ?s ?p ?o }", "select distinct ?type { ?s a ?type }",
			"select ?p (count(distinct ?s) as ?n) { ?s ?p ?o } group by ?p having (?n > 4) order by desc(?n) ?p",
			"select ?t { ?d dct:title ?t filter(lang(?t) = 'zh') }",
			"select ?t { ?d dct:title ?t filter(contains(?t, '公交')) }",
			"select ?t { ?d dct:title ?t filter(regex(?t, '^公交.*[点路]$')) }",
			"select ?t { ?d dct:title ?t filter(langMatches(lang(?t), '*') && strstarts(str(?t), '空')) }",
			"select ?d ?name { ?d a dcat:Dataset ; dct:publisher ?a . ?a foaf:name ?name }",
			"select ?d ?format { ?d dcat:distribution ?x . ?x dct:format ?format }",
			"select ?d ?format { ?d dcat:distribution/dct:format ?format }",
			"select ?d ?landing { ?d a dcat:Dataset optional { ?d dcat:landingPage ?landing } }",
			"select ?d { ?d a dcat:Dataset filter not exists { ?d dcat:landingPage ?l } }",
			"select ?d { ?d a dcat:Dataset minus { ?d dct:title '停车场'@zh } }",
			"select ?d ?word { { ?d dct:title ?word } union { ?d dcat:keyword ?word } filter(isIRI(?d)) }",
			"select ?d ?t { values ?t { '停车场'@zh '没有'@zh } ?d dct:title ?t }",
			"select ?t (strlen(?t) as ?n) (ucase(str(?t)) as ?u) { ?d a dcat:Dataset ; dct:title ?t } order by ?n ?t",
			"select (sample(?one) as ?any) (min(?t) as ?first) (max(?t) as ?last) { ?d a dcat:Dataset ; dct:title ?t bind(1 as ?one) }",
			"select (group_concat(?t; separator='|') as ?all) { select ?t { ?d a dcat:Dataset ; dct:title ?t } order by ?t }",
			"select ?c ?label { ?c skos:inScheme ?s ; skos:prefLabel ?label } order by ?c ?label limit 40",
			"select ?c ?label { ?c skos:inScheme ?s ; skos:prefLabel ?label } order by ?c ?label limit 5 offset 37",
			"select ?a ?b { ?a skos:broader+ ?b }", "select ?x { ?x (dct:title|skos:prefLabel) '停车场'@zh }",
			"select (if(exists { ?d a dcat:Dataset }, 'some', 'none') as ?how) {}",
			"select (xsd:integer('7') + 1 as ?n) (coalesce(?none, 'x') as ?c) (sha256('a') as ?h) (replace('公交车', '车$', '站') as ?r) {}",
			"select ?g { graph ?g { ?d dct:title '公交站点'@zh } }", "ask { ?d dct:title '公交站点'@zh }",
			"ask { ?d dct:title '没有'@zh }",
			"construct { ?d dct:title ?t ; skos:related [ skos:note ?t ] } where { ?d a dcat:Dataset ; dct:title ?t }",
			"construct where { ?d a dcat:Dataset ; dct:publisher ?a }",
			"construct { <urn:all> <urn:is> 'here' } where { ?d a dcat:Dataset }",
			"construct { ?t <urn:n> ?n } where { select ?t (count(*) as ?n) { ?d a ?t } group by ?t }",
			"describe <https://w3id.org/shuyuan/code/areas/990100>",
			"describe ?c where { ?c skos:inScheme ?s } order by ?c limit 3" })
	void whateverIsAsked(String query) {
		List<String> answer = TestQuads.ask(embedded, PREFIXES + query);
		assertThat(answer).isNotEmpty();
		assertThat(TestQuads.ask(remote, PREFIXES + query)).isEqualTo(answer);
	}

}
