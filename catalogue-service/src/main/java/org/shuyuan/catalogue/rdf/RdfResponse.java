package org.shuyuan.catalogue.rdf;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** Describes an answer in RDF, in the syntax that {@code Accept} names. */
@ApiResponse(responseCode = "200", description = "RDF in the syntax that Accept names",
		content = { @Content(mediaType = RdfTypes.TURTLE_VALUE, schema = @Schema(type = "string")),
				@Content(mediaType = RdfTypes.JSON_LD_VALUE, schema = @Schema(type = "string")),
				@Content(mediaType = RdfTypes.RDF_XML_VALUE, schema = @Schema(type = "string")),
				@Content(mediaType = RdfTypes.N_TRIPLES_VALUE, schema = @Schema(type = "string")) })
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RdfResponse {

}
