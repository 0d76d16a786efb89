package org.shuyuan.vocab.harvest;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.TestEntries;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.NamedResource;
import org.shuyuan.vocab.entry.PublicPart;
import org.shuyuan.vocab.entry.SourceDistribution;
import org.shuyuan.vocab.entry.SourceMetadata;
import org.shuyuan.vocab.rdf.EntryGraph;
import org.shuyuan.vocab.rdf.Shapes;
import org.shuyuan.vocab.rdf.Violation;

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
		assertThat(HarvestedGraph.entry(dataset, TestEntries.AGENCY, "a", new ArrayList<>()).modified())
			.isEqualTo(read);
		assertThat(HarvestedFaults.leaveOutLiterals(dataset.getModel())).extracting(Violation::code)
			.containsExactly("literal-ill-typed");
		assertThat(dataset.hasProperty(DCTerms.modified)).isFalse();
		assertThat(dataset.hasProperty(DCTerms.identifier, "kept")).isTrue();
	}

	private static final String AUTHORITY = "http://publications.europa.eu/resource/authority/";

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "authority:frequency\\/ANNUAL,annual", "'每年',annual", "'Yearly'@en,annual", "'R/P1Y',annual",
					"'R/P1D',daily", "'R/P3M',quarterly", "<http://purl.org/cld/freq/monthly>,monthly",
					"[ rdfs:label '每周'@zh ],weekly" })
	void frequencyIsKnownByAddressNameOrInterval(String value, String code) {
		List<Violation> notes = new ArrayList<>();
		Entry entry = entry("dct:title '一'@zh ; dct:accrualPeriodicity " + value, notes);
		assertThat(entry.frequency()).isEqualTo(code);
		assertThat(entry.atSource()).isNull();
		assertThat(notes).isEmpty();
	}

	@Test
	void termsOfNoListAreKeptInTheSourcesWordsAndNoted() {
		List<Violation> notes = new ArrayList<>();
		Entry entry = entry("""
				dct:title '一'@zh ; dcat:theme authority:data-theme\\/TRAN, authority:data-theme\\/EDUC, '水产'@zh ;
				dct:accrualPeriodicity '偶尔' ; dct:license <https://licence.example/l> ;
				dct:publisher [ foaf:name "Bureau des arrêts"@fr ] ; dct:spatial <http://sws.example/1>, '990101'
				""", notes);
		assertThat(entry.themes()).containsExactly("transport");
		assertThat(entry.area()).isEqualTo("990101");
		assertThat(entry.atSource())
			.isEqualTo(new SourceMetadata(new NamedResource(null, new Text("Bureau des arrêts", null, "fr")),
					List.of(new NamedResource(AUTHORITY + "data-theme/EDUC", null),
							new NamedResource(null, Text.of("水产"))),
					new NamedResource(null, Text.of("偶尔")),
					List.of(new NamedResource("https://licence.example/l", null)),
					List.of(new NamedResource("http://sws.example/1", null)), null));
		assertThat(notes).extracting(Violation::code).containsOnly("code-left-out").hasSize(3);
		assertThat(notes).extracting((each) -> each.message().zh()).anyMatch((each) -> each.contains("偶尔"));
		Model written = EntryGraph.write(PublicPart.of(entry), BASE);
		Resource subject = written.listSubjectsWithProperty(DCTerms.publisher).next();
		assertThat(subject.getProperty(DCTerms.publisher).getProperty(FOAF.name).getString())
			.isEqualTo("Bureau des arrêts");
		assertThat(subject.hasProperty(DCAT.theme, written.createResource(AUTHORITY + "data-theme/EDUC"))).isTrue();
		assertThat(subject.hasProperty(DCTerms.license, written.createResource("https://licence.example/l"))).isTrue();
		assertThat(EntryGraph.read(written, BASE)).isEqualTo(PublicPart.of(entry));
		assertThat(Shapes.check(EntryGraph.write(entry, BASE)))
			.noneMatch((each) -> each.severity() == Violation.Severity.INVALID);
	}

	@Test
	void distributionKeepsItsAddressesApart() {
		List<Violation> notes = new ArrayList<>();
		Entry entry = entry(
				"""
						dct:title '一'@zh ; dcat:distribution [ dct:title '表'@zh ; dcat:accessURL <https://a.example/page> ;
						dcat:downloadURL <https://a.example/f.csv> ; dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;
						dct:license <http://creativecommons.org/licenses/by/4.0> ; dct:modified "2021年3月4日" ],
						[ dct:title '库'@zh ; dct:format "mysql" ; dcat:accessURL <dump/1> ]
						""",
				notes);
		Distribution table = entry.distributions().getFirst();
		assertThat(table.format()).isEqualTo("csv");
		assertThat(table.accessUrl()).isEqualTo("https://a.example/page");
		assertThat(table.atSource()).isEqualTo(new SourceDistribution("https://a.example/f.csv", "text/csv", null,
				new NamedResource("http://creativecommons.org/licenses/by/4.0",
						CodeList.of("licences").label("cc-by-4.0")),
				null, LocalDate.of(2021, 3, 4)));
		Distribution dump = entry.distributions().getLast();
		assertThat(dump.format()).isNull();
		assertThat(notes).extracting(Violation::code).containsExactlyInAnyOrder("code-left-out", "address-left-out");
		Model written = EntryGraph.write(PublicPart.of(entry), BASE);
		assertThat(written.contains(null, DCAT.downloadURL, written.createResource("https://a.example/f.csv")))
			.isTrue();
		assertThat(written.contains(null, DCAT.accessURL, written.createResource("https://a.example/page"))).isTrue();
		assertThat(EntryGraph.read(written, BASE)).isEqualTo(PublicPart.of(entry));
	}

	@Test
	void officeIsGivenOutAndPersonIsNot() {
		String contact = "dct:title '一'@zh ; dcat:contactPoint [ a vcard:%s ; vcard:fn '数据科'@zh ; "
				+ "vcard:hasEmail <mailto:data@a.example> ; vcard:hasTelephone [ vcard:hasValue <tel:0571-0000> ] ]";
		Entry office = entry(contact.formatted("Organization"));
		assertThat(PublicPart.of(office).contact()).isEqualTo(new Entry.Contact("数据科", "0571-0000", "data@a.example"));
		List<Violation> notes = new ArrayList<>();
		assertThat(entry(contact.formatted("Individual"), notes).contact()).isNull();
		assertThat(notes).extracting(Violation::code).containsExactly("contact-left-out");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a vcard:Kind ;" })
	void contactThatIsNotSaidToBeAnOfficeIsLeftOut(String kind) {
		List<Violation> notes = new ArrayList<>();
		Entry entry = entry("dct:title '一'@zh ; dcat:contactPoint [ %s vcard:fn '张三' ]".formatted(kind), notes);
		assertThat(entry.toString()).doesNotContain("张三");
		assertThat(notes).extracting(Violation::code).containsExactly("contact-left-out");
	}

	@ParameterizedTest
	@ValueSource(strings = { "13912345678", "+86 139-1234-5678", "１３９１２３４５６７８" })
	void mobileNumberOfAContactIsNotPublic(String phone) {
		Entry entry = entry(("dct:title '一'@zh ; dcat:contactPoint [ a vcard:Organization ; vcard:fn '数据科' ; "
				+ "vcard:hasTelephone '%s' ]")
			.formatted(phone));
		assertThat(entry.contact()).isNotNull();
		assertThat(PublicPart.of(entry).contact()).isNull();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "vcard:fn '数据科 13912345678'", "vcard:fn '数据科'; vcard:hasEmail <mailto:13912345678@a.example>",
					"vcard:fn '数据科'; vcard:hasTelephone '13912345678、0571-12345678'" })
	void mobileNumberAnywhereInAContactIsNotPublic(String contact) {
		Entry entry = entry("dct:title '一'@zh ; dcat:contactPoint [ a vcard:Organization ; %s ]".formatted(contact));
		assertThat(entry.contact()).isNotNull();
		assertThat(PublicPart.of(entry).contact()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "vcard:Individual", "foaf:Person", "<http://schema.org/Person>",
			"<https://schema.org/Person>" })
	void personIsNeitherContactNorPublisher(String kind) {
		List<Violation> notes = new ArrayList<>();
		Entry entry = entry(
				("dct:title '一'@zh ; dcat:contactPoint [ a %s ; vcard:fn '张三' ; vcard:hasEmail <mailto:z@a.example> ] ; "
						+ "dct:publisher [ a %s ; foaf:name '张三' ]")
					.formatted(kind, kind),
				notes);
		assertThat(entry.contact()).isNull();
		assertThat(entry.toString()).doesNotContain("张三").doesNotContain("z@a.example");
		assertThat(notes).extracting(Violation::code)
			.containsExactlyInAnyOrder("contact-left-out", "publisher-left-out");
	}

	@Test
	void sourceCannotNameWhatIsOurs() {
		Entry entry = entry("dct:title '一'@zh ; dct:publisher <%s/agencies/1> . <%s/agencies/1> foaf:name '假'@zh"
			.formatted(BASE, BASE));
		Model written = EntryGraph.write(entry, BASE);
		assertThat(written.getResource(BASE + "/agencies/1").hasProperty(FOAF.name)).isFalse();
		assertThat(EntryGraph.read(written, BASE)).isEqualTo(entry);
	}

	@ParameterizedTest
	@CsvSource({ "2021/3/4,2021-03-04", "2021年03月04日,2021-03-04", "20210304,2021-03-04",
			"2021-03-04T08:00:00+08:00,2021-03-04", "2021,", "2021-02-30,", "03/04/2021,", "R/P1D,", "x,", "'',",
			"99999999999999,", "版本2021-03-04," })
	void daysAreReadYearFirst(String written, LocalDate day) {
		assertThat(HarvestedEntry.day(written)).isEqualTo(Optional.ofNullable(day));
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
		return entry(properties, new ArrayList<>());
	}

	private static Entry entry(String properties, List<Violation> notes) {
		return HarvestedGraph.entry(dataset(properties), TestEntries.AGENCY, "a", notes);
	}

	private static Resource dataset(String properties) {
		Model model = ModelFactory.createDefaultModel();
		RDFParser.create()
			.source(new StringReader(
					"@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . "
							+ "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . "
							+ "@prefix vcard: <http://www.w3.org/2006/vcard/ns#> . @prefix authority: <" + AUTHORITY
							+ "> . "
							+ "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <http://a.example/1> a dcat:Dataset ; "
							+ properties + " ."))
			.lang(Lang.TURTLE)
			.errorHandler(ErrorHandlerFactory.errorHandlerWarn)
			.parse(model);
		return HarvestedGraph.datasets(model).getFirst();
	}

}
