package org.shuyuan.catalogue.rdf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandler;
import org.jspecify.annotations.Nullable;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.negativelist.SecrecyMarks;

import org.springframework.http.MediaType;

/**
 * Foreign RDF, parsed as far as possible. Addresses that are no IRIs and literals that
 * are not of their type come through, for the reader to judge one by one
 * ({@link org.shuyuan.vocab.harvest.HarvestedFaults}); in Turtle and N-Triples a
 * statement that is no RDF is left out and the others are read.
 *
 * @param model the graph
 * @param broken statements that were left out
 */
public record HarvestedRdf(Model model, List<BrokenStatement> broken) {

	/** Most statements left out of one body; a body with more is rejected. */
	private static final int MOST_BROKEN = 20;

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	/**
	 * Reads a graph: bounded, and fetching nothing from anywhere.
	 * @param most longest body, in bytes
	 * @throws Problem 400 {@code body-broken} with the line where it is broken, 413
	 * {@code too-large}
	 */
	public static HarvestedRdf read(InputStream body, @Nullable MediaType type, int most) throws IOException {
		byte[] bytes = RdfTypes.bytes(body, most);
		Lang lang = RdfTypes.lang(type);
		if (lang.equals(Lang.RDFXML)) {
			Charset charset = XmlAttributes.charset(bytes);
			byte[] mended = new XmlAttributes(new String(bytes, charset)).mended()
				.map((each) -> each.getBytes(charset))
				.orElse(bytes);
			return whole(mended, type);
		}
		if (lang.equals(Lang.JSONLD)) {
			return whole(JsonLdAddresses.mended(bytes), type);
		}
		return statements(new String(bytes, StandardCharsets.UTF_8), lang.equals(Lang.NTRIPLES), type);
	}

	private static HarvestedRdf whole(byte[] bytes, @Nullable MediaType type) {
		return new HarvestedRdf(RdfTypes.parsed(bytes, type, new LastFatal()), List.of());
	}

	private static HarvestedRdf statements(String body, boolean lines, @Nullable MediaType type) {
		String text = new TurtleScan(body.startsWith(BYTE_ORDER_MARK) ? body.substring(1) : body, lines).mended();
		List<BrokenStatement> broken = new ArrayList<>();
		while (true) {
			LastFatal fatal = new LastFatal();
			try {
				Model model = RdfTypes.parsed(text.getBytes(StandardCharsets.UTF_8), type, fatal);
				return new HarvestedRdf(model, List.copyOf(broken));
			}
			catch (Problem ex) {
				TurtleScan.Statement statement = fatal.statement(text, lines)
					.filter((_) -> broken.size() < MOST_BROKEN)
					.orElseThrow(() -> ex);
				broken.add(new BrokenStatement(fatal.line, statement.subject(), RdfTypes.reason(fatal.message),
						SecrecyMarks.in(statement.content())));
				text = blanked(text, statement);
			}
		}
	}

	/**
	 * The text with spaces where the statement was, so that line numbers do not change.
	 */
	private static String blanked(String text, TurtleScan.Statement statement) {
		StringBuilder out = new StringBuilder(text);
		for (int i = statement.from(); i < statement.to(); i++) {
			if (out.charAt(i) != '\n') {
				out.setCharAt(i, ' ');
			}
		}
		return out.toString();
	}

	/**
	 * Only what cannot be parsed at all throws; warnings and errors are no faults here.
	 */
	private static final class LastFatal implements ErrorHandler {

		private long line;

		private long column;

		private String message = "";

		@Override
		public void warning(String message, long line, long column) {
			// judged by who reads the graph
		}

		@Override
		public void error(String message, long line, long column) {
			// judged by who reads the graph
		}

		@Override
		public void fatal(String message, long line, long column) {
			this.line = line;
			this.column = column;
			this.message = message;
			throw new RiotException("[line: " + line + ", col: " + column + "] " + message);
		}

		/** The statement at which the parser stopped. */
		Optional<TurtleScan.Statement> statement(String text, boolean lines) {
			if (this.line < 1) {
				return Optional.empty();
			}
			int offset = lineStart(text);
			int here = (int) Math.min(offset + Math.max(0, this.column - 1), text.length() - 1);
			int lineBefore = offset - 2;
			Optional<TurtleScan.Statement> before = at(text, lines, lineBefore);
			Optional<TurtleScan.Statement> at = at(text, lines, here);
			boolean newline = this.message.contains("newline");
			boolean ended = before.filter((statement) -> statement.to() > offset).isEmpty();
			return (newline || (this.column <= 1 && !ended)) ? before.or(() -> at) : at.or(() -> before);
		}

		private int lineStart(String text) {
			int start = 0;
			for (long left = this.line - 1; left > 0; left--) {
				start = text.indexOf('\n', start) + 1;
			}
			return start;
		}

		private static Optional<TurtleScan.Statement> at(String text, boolean lines, int place) {
			return (place < 0) ? Optional.empty() : new TurtleScan(text, lines).statementAt(place);
		}

	}

}
