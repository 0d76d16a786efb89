package org.shuyuan.catalogue.rdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.zip.DeflaterOutputStream;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CompactRdfTests {

	private static final String TERMS = """
			PREFIX ex: <http://example.org/>
			PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
			ex:a ex:plain "文本 \\"quoted\\" 😀\\n" ;
				ex:empty "" ;
				ex:text "公交"@zh, "bus"@en-GB ;
				ex:typed "2026-01-01"^^xsd:date, "01"^^xsd:integer, "broken"^^xsd:integer, "x"^^ex:type ;
				ex:b [ ex:c _:shared ] .
			_:shared ex:same _:shared .
			""";

	@Test
	void keepsEveryKindOfTerm() {
		Model model = turtle(TERMS);
		Model read = new CompactRdf(CompactRdf.of(model).bytes()).model();
		assertThat(read.isIsomorphicWith(model)).isTrue();
		assertThat(CompactRdf.of(model).triples()).hasSize((int) model.size());
	}

	@Test
	void keepsAnEmptyGraph() {
		assertThat(CompactRdf.of(ModelFactory.createDefaultModel()).model().isEmpty()).isTrue();
	}

	@Test
	void keepsManyTermsAndLongTexts() {
		Model model = ModelFactory.createDefaultModel();
		for (int i = 0; i < 500; i++) {
			model.createResource("http://example.org/" + i)
				.addProperty(model.createProperty("http://example.org/p"), "长".repeat(i * 10));
		}
		assertThat(CompactRdf.of(model).model().isIsomorphicWith(model)).isTrue();
	}

	@Test
	void keepsTermsBeyondRdf11() {
		Model model = turtle("""
				PREFIX ex: <http://example.org/>
				ex:a ex:says <<( ex:b ex:c "d" )>>, "שלום"@he--rtl .
				""");
		assertThat(CompactRdf.of(model).model().isIsomorphicWith(model)).isTrue();
	}

	@Test
	void readsWhatEarlierVersionsKept() throws IOException {
		Model model = turtle(TERMS);
		ByteArrayOutputStream kept = new ByteArrayOutputStream();
		try (DeflaterOutputStream out = new DeflaterOutputStream(kept)) {
			RDFDataMgr.write(out, model, Lang.NTRIPLES);
		}
		assertThat(new CompactRdf(kept.toByteArray()).model().isIsomorphicWith(model)).isTrue();
	}

	private static Model turtle(String text) {
		Model model = ModelFactory.createDefaultModel();
		RDFParser.create().source(new StringReader(text)).lang(Lang.TURTLE).parse(model);
		return model;
	}

}
