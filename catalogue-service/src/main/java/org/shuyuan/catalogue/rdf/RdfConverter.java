package org.shuyuan.catalogue.rdf;

import java.io.IOException;
import java.util.List;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFWriter;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.Problem;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;

/**
 * Jena models as HTTP bodies: Turtle, JSON-LD, RDF/XML and N-Triples.
 */
@Component
class RdfConverter extends AbstractHttpMessageConverter<Model> {

	private static final List<MediaType> TYPES = List.of(RdfTypes.TURTLE, RdfTypes.JSON_LD, RdfTypes.RDF_XML,
			RdfTypes.N_TRIPLES);

	private static final int LARGEST = 1 << 20;

	RdfConverter() {
		super(TYPES.toArray(MediaType[]::new));
	}

	@Override
	protected boolean supports(Class<?> type) {
		return Model.class.isAssignableFrom(type);
	}

	@Override
	protected Model readInternal(Class<? extends Model> type, HttpInputMessage message)
			throws IOException, HttpMessageNotReadableException {
		try {
			return RdfTypes.read(message.getBody(), message.getHeaders().getContentType(), LARGEST);
		}
		catch (Problem ex) {
			throw new HttpMessageNotReadableException("Broken RDF", ex, message);
		}
	}

	@Override
	protected void writeInternal(Model model, HttpOutputMessage message) throws IOException {
		Lang lang = RdfTypes.lang(message.getHeaders().getContentType());
		if (lang.equals(Lang.RDFXML)) {
			RDFWriter.source(model).format(RDFFormat.RDFXML_PLAIN).output(message.getBody());
			return;
		}
		RDFDataMgr.write(message.getBody(), model, lang);
	}

	@Override
	protected @Nullable Long getContentLength(Model model, @Nullable MediaType type) {
		return null;
	}

}
