package org.shuyuan.catalogue.code;

import java.io.ByteArrayInputStream;
import java.util.List;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFLanguages;
import org.junit.jupiter.api.Test;
import org.shuyuan.catalogue.CatalogueTest;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Vocabulary;
import org.shuyuan.vocab.rdf.Shapes;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@CatalogueTest
class VocabularyControllerTests {

	private static final List<String> SYNTAXES = List.of("text/turtle", "application/ld+json", "application/rdf+xml",
			"application/n-triples");

	@Autowired
	private MockMvcTester web;

	@Test
	void givesOntologyShapesAndCodesWholeInEverySyntax() {
		for (String syntax : SYNTAXES) {
			assertThat(read("/vocab/ontology", syntax).isIsomorphicWith(Vocabulary.ontology())).as(syntax).isTrue();
			assertThat(read("/vocab/shapes", syntax).isIsomorphicWith(Shapes.graph())).as(syntax).isTrue();
			for (String scheme : CodeList.SCHEMES) {
				assertThat(read("/vocab/codes/" + scheme, syntax).isIsomorphicWith(CodeList.graph(scheme)))
					.as("%s as %s", scheme, syntax)
					.isTrue();
			}
		}
	}

	@Test
	void givesEveryCodeWithBothLabels() {
		for (String scheme : CodeList.SCHEMES) {
			assertThat(this.web.get().uri("/api/v1/catalogue/codes/" + scheme)).hasStatusOk()
				.bodyJson()
				.extractingPath("$.items[*].label.zh")
				.asArray()
				.hasSameSizeAs(CodeList.of(scheme).all());
			assertThat(this.web.get().uri("/api/v1/catalogue/codes/" + scheme)).bodyJson()
				.extractingPath("$.items[*].label.en")
				.asArray()
				.hasSameSizeAs(CodeList.of(scheme).all());
		}
	}

	@Test
	void knowsNoOtherLists() {
		assertThat(this.web.get().uri("/vocab/codes/no-such-list").accept("text/turtle")).hasStatus(404);
		assertThat(this.web.get().uri("/api/v1/catalogue/codes/no-such-list")).hasStatus(404);
		assertThat(this.web.get().uri("/vocab/ontology").accept("image/png")).hasStatus(406);
	}

	private Model read(String path, String syntax) {
		MvcTestResult answer = this.web.get().uri(path).accept(syntax).exchange();
		assertThat(answer).hasStatusOk();
		Lang lang = RDFLanguages.contentTypeToLang(syntax);
		Model model = ModelFactory.createDefaultModel();
		RDFDataMgr.read(model, new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()), lang);
		return model;
	}

}
