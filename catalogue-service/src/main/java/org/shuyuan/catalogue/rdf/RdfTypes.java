package org.shuyuan.catalogue.rdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.shared.JenaException;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.CommonProblemType;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.harvest.HarvestedGraph;
import org.shuyuan.vocab.negativelist.SecrecyMarks;

import org.springframework.http.MediaType;

/**
 * The RDF media types that this service supports.
 */
public final class RdfTypes {

	/** Turtle. */
	public static final String TURTLE_VALUE = "text/turtle";

	/** JSON-LD. */
	public static final String JSON_LD_VALUE = "application/ld+json";

	/** RDF/XML. */
	public static final String RDF_XML_VALUE = "application/rdf+xml";

	/** N-Triples. */
	public static final String N_TRIPLES_VALUE = "application/n-triples";

	/** Turtle. */
	public static final MediaType TURTLE = MediaType.parseMediaType(TURTLE_VALUE);

	/** JSON-LD. */
	public static final MediaType JSON_LD = MediaType.parseMediaType(JSON_LD_VALUE);

	/** RDF/XML. */
	public static final MediaType RDF_XML = MediaType.parseMediaType(RDF_XML_VALUE);

	/** N-Triples. */
	public static final MediaType N_TRIPLES = MediaType.parseMediaType(N_TRIPLES_VALUE);

	/** Errors throw; warnings pass unlogged, as the text is a stranger's. */
	public static final ErrorHandler STRICT = ErrorHandlerFactory.errorHandlerStrictNoLogging;

	private static final int LONGEST_REASON = 200;

	private static final Pattern PLACE = Pattern.compile("\\[line: (\\d+)");

	private RdfTypes() {
	}

	/**
	 * The syntax of a media type; Turtle for any other.
	 */
	public static Lang lang(@Nullable MediaType type) {
		if (JSON_LD.isCompatibleWith(type)) {
			return Lang.JSONLD;
		}
		if (RDF_XML.isCompatibleWith(type)) {
			return Lang.RDFXML;
		}
		return N_TRIPLES.isCompatibleWith(type) ? Lang.NTRIPLES : Lang.TURTLE;
	}

	/**
	 * Reads a stranger's RDF: bounded, and fetching nothing from anywhere.
	 * @param most longest body, in bytes
	 * @throws Problem 400 {@code body-broken} with the line where it is broken, 413
	 * {@code too-large}
	 */
	public static Model read(InputStream body, @Nullable MediaType type, int most) throws IOException {
		return parsed(bytes(body, most), type, STRICT);
	}

	static byte[] bytes(InputStream body, int most) throws IOException {
		byte[] bytes = body.readNBytes(most + 1);
		if (bytes.length > most) {
			throw tooLarge(most);
		}
		return bytes;
	}

	/**
	 * The graph that bytes encode.
	 * @throws Problem 400 {@code body-broken}
	 */
	static Model parsed(byte[] bytes, @Nullable MediaType type, ErrorHandler errors) {
		JsonLdOptions options = new JsonLdOptions((address, loading) -> {
			throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED);
		});
		Model model = ModelFactory.createDefaultModel();
		try {
			RDFParser.create()
				.source(new ByteArrayInputStream(bytes))
				.lang(lang(type))
				.base(HarvestedGraph.BASE)
				.set(LangJSONLD11.JSONLD_OPTIONS, options)
				.errorHandler(errors)
				.parse(model);
		}
		catch (JenaException | IllegalArgumentException | StackOverflowError ex) {
			throw broken(ex);
		}
		return model;
	}

	private static Problem broken(Throwable cause) {
		Matcher place = PLACE.matcher(String.valueOf(cause.getMessage()));
		String line = place.find() ? place.group(1) : "?";
		String why = why(cause);
		return new Problem(CommonProblemType.BODY_BROKEN,
				Text.of("正文第 " + line + " 行附近不是有效的 RDF" + why, "The body is not valid RDF near line " + line + why),
				Text.of("请检查语法与 Content-Type；JSON-LD 不得引用远程上下文",
						"Check syntax and Content-Type; JSON-LD may not refer to remote contexts"));
	}

	private static String why(Throwable cause) {
		String reason = (cause instanceof RiotException) ? reason(String.valueOf(cause.getMessage())) : "";
		return reason.isEmpty() ? "" : ": " + reason;
	}

	/** What a parser says, unless it repeats what may not be repeated. */
	static String reason(String message) {
		String reason = message.replaceFirst("^\\[[^]]*\\] ?", "").replaceAll("\\p{Cntrl}", " ").strip();
		if (SecrecyMarks.in(reason)) {
			return "";
		}
		return (reason.length() > LONGEST_REASON) ? reason.substring(0, LONGEST_REASON) + "…" : reason;
	}

	private static Problem tooLarge(int most) {
		return new Problem(CommonProblemType.TOO_LARGE,
				Text.of("RDF 正文超过 " + (most >> 20) + " MiB", "The RDF body is longer than " + (most >> 20) + " MiB"),
				Text.of("请拆分后分次导入，或使用 application/x-ndjson", "Split it, or use application/x-ndjson"));
	}

}
