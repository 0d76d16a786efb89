package org.shuyuan.catalogue.code;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.apache.jena.rdf.model.Model;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.rdf.RdfTypes;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Vocabulary;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/vocab")
@Tag(name = "vocabulary")
class VocabularyController {

	@GetMapping(path = "/ontology", produces = { RdfTypes.TURTLE_VALUE, RdfTypes.JSON_LD_VALUE, RdfTypes.RDF_XML_VALUE,
			RdfTypes.N_TRIPLES_VALUE })
	Model ontology() {
		return Vocabulary.ontology();
	}

	@GetMapping(path = "/shapes", produces = { RdfTypes.TURTLE_VALUE, RdfTypes.JSON_LD_VALUE, RdfTypes.RDF_XML_VALUE,
			RdfTypes.N_TRIPLES_VALUE })
	Model shapes() {
		return Vocabulary.shapes();
	}

	@GetMapping(path = "/context", produces = { RdfTypes.JSON_LD_VALUE, "application/json" })
	String context() {
		return Vocabulary.context();
	}

	@GetMapping(path = "/codes/{scheme}", produces = { RdfTypes.TURTLE_VALUE, RdfTypes.JSON_LD_VALUE,
			RdfTypes.RDF_XML_VALUE, RdfTypes.N_TRIPLES_VALUE })
	Model codes(@PathVariable String scheme) {
		if (CodeList.named(scheme).isEmpty()) {
			throw NotFound.of(CatalogueProblemType.CODE_LIST_NOT_FOUND, "代码表", "code list");
		}
		return CodeList.graph(scheme);
	}

}
