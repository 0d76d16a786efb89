package org.shuyuan.vocab;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.jena.irix.IRIException;
import org.apache.jena.irix.IRIx;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCAT;

/**
 * What in somebody else's description cannot be kept as it stands: addresses that are no
 * IRIs and literals that are not of the type they are said to have. A fault concerns the
 * data set it stands in, never the others.
 */
public final class HarvestedFaults {

	/** Begins what stands for an address that a syntax could not carry. */
	private static final String UNREADABLE = "http://iri-invalid.shuyuan.invalid/";

	private static final int LONGEST_SHOWN = 200;

	private HarvestedFaults() {
	}

	/** An address that the syntax at hand cannot carry, in a form that it can. */
	public static String unreadable(String address) {
		return UNREADABLE + URLEncoder.encode(address, StandardCharsets.UTF_8);
	}

	/** Whether an address holds characters that no IRI has. */
	public static boolean isBroken(String address) {
		return address.codePoints().anyMatch((each) -> each <= ' ' || "<>\"{}|^`\\".indexOf(each) >= 0);
	}

	/**
	 * What keeps a data set from being registered: addresses that are no IRIs, its own or
	 * what it or its distributions point to.
	 */
	public static List<Violation> refusing(Resource dataset) {
		List<Violation> found = new ArrayList<>();
		broken(dataset).ifPresent((each) -> found.add(iri(each, "", Violation.Severity.INVALID)));
		List<Resource> nodes = new ArrayList<>(List.of(dataset));
		dataset.listProperties(DCAT.distribution)
			.filterKeep((each) -> each.getObject().isResource())
			.forEach((each) -> nodes.add(each.getResource()));
		for (Resource node : nodes) {
			for (Statement each : node.listProperties().toList()) {
				broken(each.getObject())
					.ifPresent((address) -> found.add(iri(address, path(each), Violation.Severity.INVALID)));
			}
		}
		return found.stream().distinct().toList();
	}

	/** Leaves out of a description what cannot be kept, and says so. */
	public static List<Violation> leaveOut(Model closure) {
		List<Violation> notes = new ArrayList<>();
		List<Statement> out = new ArrayList<>();
		for (Statement each : closure.listStatements().toList()) {
			Optional<String> address = broken(each.getObject()).or(() -> broken(each.getSubject()));
			if (address.isPresent()) {
				out.add(each);
				notes.add(iri(address.get(), path(each), Violation.Severity.WARNING));
			}
			else if (each.getObject().isLiteral() && !each.getObject().asNode().getLiteral().isWellFormed()) {
				out.add(each);
				notes.add(literal(each));
			}
		}
		closure.remove(out);
		return notes.stream().distinct().toList();
	}

	private static Optional<String> broken(RDFNode node) {
		if (!node.isURIResource()) {
			return Optional.empty();
		}
		String address = node.asResource().getURI();
		if (address.startsWith(UNREADABLE)) {
			return Optional.of(URLDecoder.decode(address.substring(UNREADABLE.length()), StandardCharsets.UTF_8));
		}
		if (isBroken(address)) {
			return Optional.of(address);
		}
		try {
			IRIx _ = IRIx.create(address);
			return Optional.empty();
		}
		catch (IRIException ex) {
			return Optional.of(address);
		}
	}

	private static String path(Statement statement) {
		return statement.getPredicate().getURI();
	}

	private static Violation iri(String address, String path, Violation.Severity severity) {
		String shown = shown(address);
		return new Violation("iri-invalid", severity, path,
				Text.of("不是有效的地址（IRI）：" + shown, "Not a valid address (IRI): " + shown),
				Text.of("在来源处改正：空格和特殊字符须作百分号编码",
						"Mend it at its source: spaces and special characters are percent-encoded"),
				null);
	}

	private static Violation literal(Statement statement) {
		String shown = shown(statement.getLiteral().getLexicalForm());
		String type = statement.getLiteral().getDatatypeURI();
		return new Violation("literal-ill-typed", Violation.Severity.WARNING, path(statement),
				Text.of("值“" + shown + "”不符合类型 " + type + "，原值未保留",
						"The value '%s' is not of its type %s; it was left out as written".formatted(shown, type)),
				Text.of("在来源处改正该值或其类型", "Mend the value or its type at the source"), null);
	}

	private static String shown(String value) {
		if (SecrecyMarks.in(value)) {
			return "…";
		}
		String plain = value.replaceAll("\\p{Cntrl}", "?");
		return (plain.length() > LONGEST_SHOWN) ? plain.substring(0, LONGEST_SHOWN) + "…" : plain;
	}

}
