package org.shuyuan.catalogue.rdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.harvest.HarvestedFaults;
import org.shuyuan.vocab.harvest.HarvestedGraph;
import org.shuyuan.vocab.rdf.Violation;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HarvestedRdfTests {

	private static final String PREFIXES = "@prefix dcat: <http://www.w3.org/ns/dcat#> . "
			+ "@prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n";

	private static final String XML = """
			<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#"
			 xmlns:dct="http://purl.org/dc/terms/">
			<dcat:Dataset rdf:about="http://x.example/1"><dct:title>甲</dct:title></dcat:Dataset>
			<dcat:Dataset rdf:about="http://x.example/2"><dct:title>乙</dct:title>%s</dcat:Dataset></rdf:RDF>
			""";

	private static final String JSON = """
			{"@context":{"dcat":"http://www.w3.org/ns/dcat#","dct":"http://purl.org/dc/terms/","uri":"@id",
			"page":{"@id":"dcat:landingPage","@type":"@id"},"about":{"@id":"dct:description","@container":"@language"}},
			"@graph":[{"uri":"http://x.example/1","@type":"dcat:Dataset","dct:title":"甲"},
			{"uri":"http://x.example/2","@type":"dcat:Dataset","dct:title":"乙",%s}]}
			""";

	@ParameterizedTest
	@ValueSource(strings = { "broken line\n", "broken <http://x.example/p> <http://x.example/o> .\n",
			"? <http://x.example/p> \"a\" .\n", "nope:x dct:title \"x\" .\n" })
	void whatIsBrokenFromItsBeginningIsNotBlamedOnWhatWasBefore(String broken) throws IOException {
		HarvestedRdf read = turtle(dataset("1", "") + broken + dataset("3", ""));
		assertThat(HarvestedGraph.datasets(read.model())).first()
			.satisfies((each) -> assertThat(each.hasProperty(DCTerms.title)).isTrue());
		String type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .\n";
		HarvestedRdf lines = read("application/n-triples",
				"<http://x.example/1> " + type + "<http://x.example/1> <http://purl.org/dc/terms/title> \"甲\"@zh .\n"
						+ broken.replace("dct:", "") + "<http://x.example/2> " + type
						+ "<http://x.example/2> <http://purl.org/dc/terms/title> \"乙\"@zh .\n");
		assertThat(HarvestedGraph.datasets(lines.model())).hasSize(2)
			.allSatisfy((each) -> assertThat(each.hasProperty(DCTerms.title)).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "<http://x.example/a b>", "<http://x.example/<b>", "<http://x.example/a\nb>",
			"<http://x.example/a\\b>", "<http://x.example/{b}>", "<http://x.example/\"b\">" })
	void turtleAddressThatIsNoneConcernsItsDataSetAlone(String address) throws IOException {
		Model model = turtle(dataset("1", "") + dataset("2", "; dcat:landingPage " + address) + dataset("3", ""))
			.model();
		assertThat(HarvestedGraph.datasets(model)).hasSize(3)
			.satisfies((each) -> assertThat(HarvestedFaults.refusing(each)).isEmpty(), atIndex(0))
			.satisfies((each) -> assertThat(HarvestedFaults.refusing(each)).singleElement()
				.extracting(Violation::path)
				.isEqualTo(DCAT.landingPage.getURI()), atIndex(1))
			.satisfies((each) -> assertThat(HarvestedFaults.refusing(each)).isEmpty(), atIndex(2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "<dcat:landingPage rdf:resource=\"http://x.example/a b\"/>",
			"<dcat:landingPage rdf:resource='http://x.example/a b'/>",
			"<dcat:landingPage\n rdf:resource = 'http://x.example/a&lt;b'/>",
			"<dcat:distribution><dcat:Distribution rdf:ID='a b'/></dcat:distribution>",
			"<dcat:distribution><dcat:Distribution rdf:about='路灯 1'/></dcat:distribution>" })
	void xmlAddressThatIsNoneConcernsItsDataSetAlone(String property) throws IOException {
		Model model = read("application/rdf+xml", XML.formatted(property)).model();
		assertThat(HarvestedGraph.datasets(model)).extracting((each) -> HarvestedFaults.refusing(each).size())
			.containsExactly(0, 1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"page\":\"http://x.example/a b\"", "\"page\":[\"http://x.example/a b\"]",
			"\"dcat:landingPage\":{\"@id\":\"http://x.example/a b\"}",
			"\"dcat:landingPage\":{\"uri\":\"http://x.example/a|b\"}" })
	void jsonAddressThatIsNoneConcernsItsDataSetAlone(String property) throws IOException {
		Model model = read("application/ld+json", JSON.formatted(property)).model();
		assertThat(HarvestedGraph.datasets(model)).extracting((each) -> HarvestedFaults.refusing(each).size())
			.containsExactly(0, 1);
	}

	@Test
	void languageTagsWithUnderscoresAreReadInEverySyntax() throws IOException {
		for (Model model : List.of(turtle(dataset("2", "; dct:description \"描述\"@zh_CN")).model(),
				read("application/n-triples",
						"<http://x.example/2> <http://purl.org/dc/terms/description> \"描述\"@zh_CN .\n")
					.model(),
				read("application/rdf+xml", XML.formatted("<dct:description xml:lang='zh_CN'>描述</dct:description>"))
					.model(),
				read("application/ld+json",
						JSON.formatted("\"dct:description\":{\"@value\":\"描述\",\"@language\":\"zh_CN\"}"))
					.model(),
				read("application/ld+json", JSON.formatted("\"about\":{\"zh_CN\":\"描述\"}")).model())) {
			assertThat(model.listObjectsOfProperty(DCTerms.description).toList())
				.containsExactly(model.createLiteral("描述", "zh-CN"));
		}
	}

	@Test
	void textThatIsNoLanguageIsKeptWithoutOne() throws IOException {
		for (Model model : List.of(turtle(dataset("2", "; dct:description \"描述\"@")).model(),
				read("application/rdf+xml", XML.formatted("<dct:description xml:lang='中文 '>描述</dct:description>"))
					.model(),
				read("application/ld+json",
						JSON.formatted("\"dct:description\":{\"@value\":\"描述\",\"@language\":\"中文\"}"))
					.model())) {
			assertThat(model.listObjectsOfProperty(DCTerms.description).toList()).singleElement()
				.extracting((each) -> each.asLiteral().getString())
				.isEqualTo("描述");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "dct:description \"a\nb\"", "dct:description \"a\\qb\", 'x\\y'",
			"dct:description \"\"\"a \"b\" \\z\"\"\"" })
	void stringsOutsideTheGrammarAreRead(String property) throws IOException {
		HarvestedRdf read = turtle(dataset("1", "") + dataset("2", "; " + property) + dataset("3", ""));
		assertThat(read.broken()).isEmpty();
		assertThat(HarvestedGraph.datasets(read.model())).hasSize(3);
		assertThat(read.model().listObjectsOfProperty(DCTerms.description).toList()).isNotEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "<http://x.example/2> a dcat:Dataset ; dct:title dct:x \"y\" \"z\" .\n",
			"<http://x.example/2> a dcat:Dataset ; dct:title \"乙 .\n",
			"<http://x.example/2> a dcat:Dataset ; dct:modified \"2021\"^^sxd:date .\n",
			"<http://x.example/2> a dcat:Dataset ; dct:title [ a dct:x ; ; ) ] .\n" })
	void brokenStatementIsLeftOutAndNamed(String statement) throws IOException {
		HarvestedRdf read = turtle(dataset("1", "") + statement + dataset("3", ""));
		assertThat(HarvestedGraph.datasets(read.model())).extracting(Resource::getURI)
			.containsExactly("http://x.example/1", "http://x.example/3");
		assertThat(read.broken()).singleElement().satisfies((each) -> {
			assertThat(each.subject()).isEqualTo("http://x.example/2");
			assertThat(each.line()).isBetween(3L, 4L);
			assertThat(each.reason()).isNotBlank();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage here", "\"unterminated", "<http://x.example/unclosed .", "" })
	void brokenLineOfTriplesIsLeftOutAndNamed(String object) throws IOException {
		String title = "<http://x.example/%s> <http://purl.org/dc/terms/title> \"好\" .\n";
		HarvestedRdf read = read("application/n-triples", title.formatted("1")
				+ "<http://x.example/2> <http://purl.org/dc/terms/title> " + object + " .\n" + title.formatted("3"));
		assertThat(read.model().listSubjects().toList()).extracting(RDFNode::toString)
			.containsExactlyInAnyOrder("http://x.example/1", "http://x.example/3");
		assertThat(read.broken()).extracting(BrokenStatement::subject).containsExactly("http://x.example/2");
	}

	@Test
	void bodyThatIsNoRdfIsRefusedWhole() throws IOException {
		assertThat(turtle("<a> <b> [ [ [").broken()).hasSize(1);
		String many = dataset("1", "") + "<http://x.example/2> dct:title dct:x \"y\" \"z\" .\n".repeat(30);
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> turtle(many));
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> read("application/rdf+xml", "<rdf:RDF"));
		assertThatExceptionOfType(Problem.class).isThrownBy(() -> read("application/ld+json", "{\"@id\":"));
	}

	@Test
	void tokensAreLeftAloneWhereTheyOnlyLookBroken() throws IOException {
		String text = "a <b c> \"@zh_CN\" # <d e>";
		Model model = turtle(dataset("1", "; dct:description '''" + text + "''' # \"not < a string\n; dct:extent 4.5"))
			.model();
		assertThat(model.listObjectsOfProperty(DCTerms.description).toList())
			.containsExactly(model.createLiteral(text));
		Model xml = read("application/rdf+xml",
				XML.formatted(
						"<!-- rdf:about='a b' --><dct:description>rdf:about=\"x y\" xml:lang='zh_CN'</dct:description>"
								+ "<dct:extent><![CDATA[<a rdf:about='x y'>]]></dct:extent>"))
			.model();
		assertThat(xml.listObjectsOfProperty(DCTerms.description).toList())
			.containsExactly(xml.createLiteral("rdf:about=\"x y\" xml:lang='zh_CN'"));
		assertThat(xml.listObjectsOfProperty(DCTerms.extent).toList())
			.containsExactly(xml.createLiteral("<a rdf:about='x y'>"));
	}

	@Test
	void xmlIsMendedInItsOwnEncoding() throws IOException {
		Charset encoding = Charset.forName("GB18030");
		String body = "<?xml version='1.0' encoding='GB18030'?>\n"
				+ XML.formatted("<dct:description xml:lang='zh_CN'>描述</dct:description>");
		Model model = HarvestedRdf.read(new ByteArrayInputStream(body.getBytes(encoding)), RdfTypes.RDF_XML, 1 << 20)
			.model();
		assertThat(model.listObjectsOfProperty(DCTerms.description).toList())
			.containsExactly(model.createLiteral("描述", "zh-CN"));
	}

	@Test
	void relativeAddressesResolveAlikeInEverySyntax() throws IOException {
		for (Model model : List.of(turtle("<d/1> a dcat:Dataset .").model(),
				read("application/rdf+xml", XML.replace("http://x.example/1", "d/1").formatted("")).model(),
				read("application/ld+json", "{\"@id\":\"d/1\",\"@type\":\"http://www.w3.org/ns/dcat#Dataset\"}")
					.model())) {
			assertThat(HarvestedGraph.datasets(model)).extracting(Resource::getURI)
				.contains(HarvestedGraph.BASE + "d/1");
		}
	}

	private static org.assertj.core.data.Index atIndex(int index) {
		return org.assertj.core.data.Index.atIndex(index);
	}

	private static String dataset(String number, String properties) {
		return "<http://x.example/%s> a dcat:Dataset ; dct:title \"好\"@zh %s .\n".formatted(number, properties);
	}

	private static HarvestedRdf turtle(String body) throws IOException {
		return read("text/turtle", PREFIXES + body);
	}

	private static HarvestedRdf read(String type, String body) throws IOException {
		return HarvestedRdf.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
				MediaType.parseMediaType(type), 1 << 20);
	}

}
