package org.shuyuan.vocab;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.shared.JenaException;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.OWL;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.harvest.HarvestedGraph;
import org.shuyuan.vocab.rdf.EntryGraph;
import org.shuyuan.vocab.rdf.Shapes;
import org.shuyuan.vocab.rdf.Violation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VocabularyTests {

	@Test
	void definesEveryTermThatIsUsed() {
		Set<String> used = new TreeSet<>();
		collect(Shapes.graph(), used);
		CodeList.SCHEMES.forEach((each) -> collect(CodeList.graph(each), used));
		collect(EntryGraph.write(TestEntries.busStops(), "http://127.0.0.1:8080"), used);
		Model ontology = Vocabulary.ontology();
		assertThat(used).isNotEmpty()
			.allMatch((each) -> ontology.contains(ontology.createResource(each), RDF.type), "is defined");
	}

	@Test
	void labelsEveryTermInBothLanguages() {
		Model ontology = Vocabulary.ontology();
		List<Resource> terms = ontology.listSubjectsWithProperty(RDFS.isDefinedBy).toList();
		assertThat(terms).hasSizeGreaterThan(50).allSatisfy((each) -> {
			assertThat(each.getProperty(RDFS.label, "zh")).isNotNull();
			assertThat(each.getProperty(RDFS.label, "en")).isNotNull();
			assertThat(each.getProperty(RDFS.comment, "zh")).isNotNull();
			assertThat(each.getProperty(RDFS.comment, "en")).isNotNull();
		});
		assertThat(ontology.contains(null, RDF.type, OWL.Ontology)).isTrue();
	}

	@Test
	void readsPlainJsonWithTheContext() {
		String json = """
				{"@context": %s, "id": "http://example.org/1", "type": "dcat:Dataset", "title": {"zh": "路灯"},
				 "openness": "https://w3id.org/shuyuan/code/openness/unconditional"}"""
			.formatted(Vocabulary.context().strip().replaceFirst("^\\{\\s*\"@context\":", "").replaceFirst("}$", ""));
		Model model = ModelFactory.createDefaultModel();
		RDFDataMgr.read(model, new StringReader(json), null, Lang.JSONLD);
		assertThat(model.contains(null, DCTerms.title, model.createLiteral("路灯", "zh"))).isTrue();
		assertThat(model.contains(null, ShuyuanTerms.OPENNESS)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "good-full.ttl", "good-harvested.ttl" })
	void acceptsGoodExamples(String name) {
		assertThat(violations(name)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bad-important-open.ttl", "bad-not-shared.ttl", "bad-state-secret.ttl", "bad-codes.ttl" })
	void refusesBadExamples(String name) {
		Model example = example(name);
		String expected = example.listSubjectsWithProperty(RDF.type, DCAT.Dataset)
			.next()
			.getProperty(RDFS.seeAlso)
			.getString();
		assertThat(violations(name)).contains(expected.split(" "));
	}

	@Test
	void mapsOtherPeoplesDescriptions() {
		Model model = ModelFactory.createDefaultModel();
		RDFDataMgr.read(model,
				new StringReader(
						"""
								@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
								<http://a.example/c> a dcat:Catalog ; dcat:dataset <http://a.example/1>, <http://a.example/2> .
								<http://a.example/1> a dcat:Dataset ; dct:title "Street lights"@en, "路灯" ; dct:issued "2024-02-30" ;
								  dcat:distribution [ a dcat:Distribution ; dcat:accessURL <http://a.example/1.csv> ; dct:format "CSV" ] ;
								  <http://other.example/p> [ <http://other.example/q> "kept" ] ; dct:relation <http://a.example/2> .
								<http://a.example/2> a dcat:Dataset ; dct:description "nothing" ."""),
				null, Lang.TURTLE);
		List<Resource> found = HarvestedGraph.datasets(model);
		assertThat(found).hasSize(2);
		Model closure = HarvestedGraph.closureOf(model, found.getFirst());
		assertThat(closure.contains(null, null, closure.createLiteral("kept"))).isTrue();
		assertThat(closure.contains(null, null, closure.createLiteral("nothing"))).isFalse();
		Entry entry = HarvestedGraph.entry(found.getFirst().inModel(closure), TestEntries.AGENCY, "a",
				new ArrayList<>());
		assertThat(entry.title()).isEqualTo(Text.of("路灯", "Street lights"));
		assertThat(entry.key()).isEqualTo("http://a.example/1");
		assertThat(entry.issued()).isNull();
		assertThat(entry.distributions()).extracting(Distribution::format).containsExactly("csv");
		assertThat(Shapes.check(entry)).isEmpty();
		assertThatThrownBy(() -> HarvestedGraph.entry(found.getLast(), TestEntries.AGENCY, "a", new ArrayList<>()))
			.isInstanceOf(IllegalArgumentException.class);
	}

	/** Every file either is read whole or says why not; nothing else may be thrown. */
	@Test
	void readsRealDescriptionsOrSaysWhyNot() throws IOException {
		TreeMap<String, String> refused = new TreeMap<>();
		int read = 0;
		int mapped = 0;
		int unmapped = 0;
		try (Stream<Path> files = Files.walk(TestCorpus.at("1-dcat-rdf"))) {
			for (Path file : files.filter(VocabularyTests::isSmallRdf).toList()) {
				Model model = ModelFactory.createDefaultModel();
				try {
					RDFDataMgr.read(model, file.toUri().toString());
				}
				catch (JenaException ex) {
					refused.put(file.getFileName().toString(), String.valueOf(ex.getMessage()));
					continue;
				}
				read++;
				for (Resource dataset : HarvestedGraph.datasets(model)) {
					Model closure = HarvestedGraph.closureOf(model, dataset);
					try {
						Entry entry = HarvestedGraph.entry(dataset.inModel(closure), TestEntries.AGENCY, "corpus",
								new ArrayList<>());
						EntryGraph.read(EntryGraph.write(entry, "http://127.0.0.1:8080"), "http://127.0.0.1:8080");
						mapped++;
					}
					catch (IllegalArgumentException ex) {
						unmapped++;
						assertThat(ex).hasMessageContaining("title");
					}
				}
			}
		}
		System.out.printf("%d files read, %d data sets mapped, %d without a title, %d files refused:%n", read, mapped,
				unmapped, refused.size());
		refused.forEach((file, why) -> System.out.println("  " + file + ": " + why.lines().findFirst().orElse("")));
		assertThat(read).isGreaterThan(refused.size());
		assertThat(refused.values()).allMatch((each) -> !each.isBlank());
	}

	@Test
	void knowsNoFramework() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "jakarta..")
			.check(new ClassFileImporter().importPackages("org.shuyuan.vocab"));
	}

	private static boolean isSmallRdf(Path file) {
		return Files.isRegularFile(file) && file.toFile().length() < 500_000
				&& RDFLanguages.isTriples(RDFLanguages.filenameToLang(file.toString()));
	}

	private static List<String> violations(String name) {
		return Shapes.check(example(name))
			.stream()
			.filter((each) -> each.severity() != Violation.Severity.WARNING)
			.map(Violation::code)
			.toList();
	}

	private static Model example(String name) {
		Model model = ModelFactory.createDefaultModel();
		model.read(VocabularyTests.class.getResourceAsStream(name), null, "TURTLE");
		return model;
	}

	private static void collect(Model model, Set<String> terms) {
		model.listStatements().forEach((each) -> {
			Stream.of(each.getPredicate(), each.getObject())
				.filter((node) -> node.isURIResource() && node.toString().startsWith(ShuyuanTerms.NAMESPACE))
				.forEach((node) -> terms.add(node.toString()));
		});
	}

}
