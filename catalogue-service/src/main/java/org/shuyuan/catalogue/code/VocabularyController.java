package org.shuyuan.catalogue.code;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.apache.jena.rdf.model.Model;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.rdf.RdfResponse;
import org.shuyuan.catalogue.rdf.RdfTypes;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.Vocabulary;
import org.shuyuan.vocab.rdf.Shapes;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/vocab")
@Tag(name = "vocabulary")
class VocabularyController {

	@GetMapping(path = "/ontology",
			produces = { RdfTypes.TURTLE_VALUE, RdfTypes.JSON_LD_VALUE, RdfTypes.RDF_XML_VALUE,
					RdfTypes.N_TRIPLES_VALUE })
	@RdfResponse
	Model ontology() {
		return Vocabulary.ontology();
	}

	@GetMapping(path = "/shapes",
			produces = { RdfTypes.TURTLE_VALUE, RdfTypes.JSON_LD_VALUE, RdfTypes.RDF_XML_VALUE,
					RdfTypes.N_TRIPLES_VALUE })
	@RdfResponse
	Model shapes() {
		return Shapes.graph();
	}

	@GetMapping(path = "/context", produces = { RdfTypes.JSON_LD_VALUE, "application/json" })
	@ApiResponse(responseCode = "200", description = "A JSON-LD context",
			content = {
					@Content(mediaType = RdfTypes.JSON_LD_VALUE,
							schema = @Schema(implementation = JsonLdContext.class)),
					@Content(mediaType = "application/json", schema = @Schema(implementation = JsonLdContext.class)) })
	String context() {
		return Vocabulary.context();
	}

	@GetMapping(path = "/codes/{scheme}",
			produces = { RdfTypes.TURTLE_VALUE, RdfTypes.JSON_LD_VALUE, RdfTypes.RDF_XML_VALUE,
					RdfTypes.N_TRIPLES_VALUE })
	@RdfResponse
	Model codes(@PathVariable String scheme) {
		if (CodeList.named(scheme).isEmpty()) {
			throw NotFound.of(CatalogueProblemType.CODE_LIST_NOT_FOUND, "代码表", "code list");
		}
		return CodeList.graph(scheme);
	}

	/** What the context is like. */
	record JsonLdContext(@JsonProperty("@context") Map<String, Object> context) {
	}

}
