package org.shuyuan.vocab;

import java.io.StringReader;
import java.time.LocalDate;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HarvestedGraphTests {

	private static final String BASE = "http://127.0.0.1:8080";

	@Test
	void foreignTitleKeepsItsLanguage() {
		Entry english = entry("dct:title \"Bus stops\"@en, \"Arrêts\"@fr ; dct:description \"Stops\"@en-GB");
		assertThat(english.title()).isEqualTo(new Text("Bus stops", "Bus stops", "en"));
		Entry french = entry("dct:title \"Arrêts\"@fr");
		assertThat(french.title()).isEqualTo(new Text("Arrêts", null, "fr"));
		Entry unknown = entry("dct:title \"Haltestellen\"");
		assertThat(unknown.title()).isEqualTo(new Text("Haltestellen", null, "und"));
		for (Entry each : new Entry[] { english, french, unknown }) {
			Model written = EntryGraph.write(each, BASE);
			assertThat(written.listStatements(null, DCTerms.title, null, "zh").toList())
				.noneMatch((statement) -> statement.getSubject()
					.hasProperty(org.apache.jena.vocabulary.RDF.type, DCAT.Dataset));
			assertThat(EntryGraph.read(written, BASE)).isEqualTo(each);
		}
	}

	@Test
	void chineseTitleStaysWithItsEnglish() {
		assertThat(entry("dct:title \"路灯\", \"Street lights\"@en, \"Lampadaires\"@fr").title())
			.isEqualTo(Text.of("路灯", "Street lights"));
		assertThat(entry("dct:title \"バス停一覧\"").title().language()).isEqualTo("und");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "'公車站'@zh-TW, '公交站'@zh-CN, '一站'@zh-Hant|公交站|", "'公車站'@zh-Hant-HK, '公交站'@zh|公交站|",
					"'一站'@zh-HK, '公交站'|公交站|", "'公車站'@zh-TW, 'Stops'@en-GB|公車站|Stops",
					"'公交站'@ZH-hans, 'Gongjiao'@zh-Latn-pinyin|公交站|" })
	void simplifiedChineseComesFirst(String titles, String zh, String en) {
		assertThat(entry("dct:title " + titles).title()).isEqualTo(new Text(zh, en));
	}

	@ParameterizedTest
	@CsvSource({ "zha,zha", "enm,enm", "zh-Latn,zh-Latn", "pt-br,pt-BR", "toolonglanguagetag-x1,und" })
	void likenessOfATagIsNoLanguage(String tag, String language) {
		Entry entry = entry("dct:title 'Raen'@" + tag + " ; dcat:keyword 'raen'@" + tag);
		assertThat(entry.title()).isEqualTo(new Text("Raen", null, language));
		assertThat(entry.keywords()).containsExactly(new Text("raen", null, language));
	}

	@Test
	void keywordsKeepTheirLanguageAndArePartedAtCommas() {
		Entry entry = entry("dct:title \"词\"@zh ; dcat:keyword \"公交\"@zh, \"bus\"@en, \"一,二、三\"");
		assertThat(entry.keywords()).containsExactlyInAnyOrder(Text.of("公交"), new Text("bus", "bus", "en"),
				Text.of("一"), Text.of("二"), Text.of("三"));
		Model written = EntryGraph.write(entry, BASE);
		Resource dataset = written.listSubjectsWithProperty(DCAT.keyword).next();
		assertThat(written.contains(dataset, DCAT.keyword, written.createLiteral("bus", "en"))).isTrue();
		assertThat(written.contains(dataset, DCAT.keyword, written.createLiteral("bus", "zh"))).isFalse();
		assertThat(EntryGraph.read(written, BASE)).isEqualTo(entry);
	}

	@ParameterizedTest
	@CsvSource({ "2021-02-30,date,", "2021-03-04,dateTime,2021-03-04", "2021-03-04T08:00:00,date,2021-03-04",
			"x,dateTime,", "2022-99-99,date," })
	void illTypedDatesAreLeftOutAndReadWhereTheyAreDays(String value, String type, LocalDate read) {
		Resource dataset = dataset(
				"dct:title \"一\"@zh ; dct:modified \"%s\"^^xsd:%s ; dct:identifier \"kept\"".formatted(value, type));
		assertThat(HarvestedGraph.entry(dataset, TestEntries.AGENCY, "a").modified()).isEqualTo(read);
		assertThat(HarvestedFaults.leaveOut(dataset.getModel())).extracting(Violation::code)
			.containsExactly("literal-ill-typed");
		assertThat(dataset.hasProperty(DCTerms.modified)).isFalse();
		assertThat(dataset.hasProperty(DCTerms.identifier, "kept")).isTrue();
	}

	@Test
	void namesTheAddressThatIsNone() {
		assertThat(HarvestedFaults.refusing(dataset("dct:title \"坏\"@zh ; dcat:landingPage <http://ex.test/a b>")))
			.singleElement()
			.satisfies((each) -> assertThat(each.message().zh()).contains("http://ex.test/a b"));
		assertThat(HarvestedFaults.refusing(dataset("dct:title \"好\"@zh ; dcat:landingPage <http://ex.test/路灯>")))
			.isEmpty();
	}

	private static Entry entry(String properties) {
		return HarvestedGraph.entry(dataset(properties), TestEntries.AGENCY, "a");
	}

	private static Resource dataset(String properties) {
		Model model = ModelFactory.createDefaultModel();
		RDFParser.create()
			.source(new StringReader(
					"@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . "
							+ "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . <http://a.example/1> a dcat:Dataset ; "
							+ properties + " ."))
			.lang(Lang.TURTLE)
			.errorHandler(ErrorHandlerFactory.errorHandlerWarn)
			.parse(model);
		return HarvestedGraph.datasets(model).getFirst();
	}

}
