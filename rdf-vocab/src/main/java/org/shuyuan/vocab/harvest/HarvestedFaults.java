package org.shuyuan.vocab.harvest;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.shuyuan.vocab.Iris;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.negativelist.SecrecyMarks;
import org.shuyuan.vocab.rdf.Violation;

/**
 * What in a third party's description cannot be kept as it is: addresses that are no IRIs
 * and literals that are not of the type they are said to have. A fault concerns only the
 * data set it occurs in.
 */
public final class HarvestedFaults {

	/** Prefix of placeholders for addresses that a syntax could not carry. */
	private static final String UNREADABLE = "http://iri-invalid.shuyuan.invalid/";

	/** Where an invalid address leaves a data set without a place to find it. */
	private static final Set<Property> ADDRESSES = Set.of(DCAT.landingPage, DCAT.distribution, DCAT.accessURL,
			DCAT.downloadURL);

	private static final int LONGEST_SHOWN = 200;

	private HarvestedFaults() {
	}

	/** An address that the given syntax cannot carry, in a form that it can. */
	public static String unreadable(String address) {
		return UNREADABLE + URLEncoder.encode(address, StandardCharsets.UTF_8);
	}

	/**
	 * What prevents a data set from being registered: addresses that are no IRIs, its own
	 * or those where it and its distributions are to be found.
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
				broken(each.getObject()).filter((_) -> ADDRESSES.contains(each.getPredicate()))
					.ifPresent((address) -> found.add(iri(address, path(each), Violation.Severity.INVALID)));
			}
		}
		return found.stream().distinct().toList();
	}

	/** Drops invalid addresses from a description, and reports them. */
	public static List<Violation> leaveOutAddresses(Model closure) {
		List<Violation> notes = new ArrayList<>();
		List<Statement> out = new ArrayList<>();
		for (Statement each : closure.listStatements().toList()) {
			broken(each.getObject()).or(() -> broken(each.getSubject())).ifPresent((address) -> {
				out.add(each);
				notes.add(iri(address, path(each), Violation.Severity.WARNING));
			});
		}
		closure.remove(out);
		return notes.stream().distinct().toList();
	}

	/** Drops literals from a description that cannot be stored, and reports them. */
	public static List<Violation> leaveOutLiterals(Model closure) {
		List<Violation> notes = new ArrayList<>();
		List<Statement> out = new ArrayList<>();
		for (Statement each : closure.listStatements().toList()) {
			if (each.getObject().isLiteral() && !each.getObject().asNode().getLiteral().isWellFormed()) {
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
		if (!Iris.hasOnlyIriCharacters(address)) {
			return Optional.of(address);
		}
		return Iris.isWellFormed(address) ? Optional.empty() : Optional.of(address);
	}

	private static String path(Statement statement) {
		return statement.getPredicate().getURI();
	}

	private static Violation iri(String address, String path, Violation.Severity severity) {
		String shown = shown(address);
		return new Violation("iri-invalid", severity, path,
				Text.of("不是有效的地址（IRI）：" + shown, "Not a valid address (IRI): " + shown),
				Text.of("在来源处改正：空格和特殊字符须作百分号编码",
						"Correct it at its source: spaces and special characters are percent-encoded"),
				null);
	}

	private static Violation literal(Statement statement) {
		String shown = shown(statement.getLiteral().getLexicalForm());
		String type = statement.getLiteral().getDatatypeURI();
		return new Violation("literal-ill-typed", Violation.Severity.WARNING, path(statement),
				Text.of("值“" + shown + "”不符合类型 " + type + "，原值未保留",
						"The value '%s' is not of its type %s; it was left out as written".formatted(shown, type)),
				Text.of("在来源处改正该值或其类型", "Correct the value or its type at the source"), null);
	}

	/** A value that is in no list of ours, and is stored as the source writes it. */
	public static Violation codeUnknown(String scheme, String path, String value) {
		String shown = shown(value);
		return note("code-left-out", path, Text.of("不在代码表中，未采用：" + shown, "Not in the code list, left out: " + shown),
				Text.of("原值按来源所述保留；使用代码表 " + scheme + " 的代码或名称",
						"It is kept as the source states it; use a code or a name of the list " + scheme));
	}

	/** An address that is no http or https address. */
	static Violation addressLeftOut(String path, String value) {
		String shown = shown(
				value.startsWith(HarvestedGraph.BASE) ? value.substring(HarvestedGraph.BASE.length()) : value);
		return note("address-left-out", path,
				Text.of("不是完整的 http 或 https 地址，未采用：" + shown, "Not a full http or https address, dropped: " + shown),
				Text.of("请在来源填写完整的网址", "Give the full address at the source"));
	}

	/** A date that is no day. */
	static Violation dateLeftOut(String path, String value) {
		String shown = shown(value);
		return note("date-left-out", path, Text.of("不是日期，未采用：" + shown, "Not a day, left out: " + shown),
				Text.of("请在来源写作 2021-03-04 的形式", "Write it as 2021-03-04 at the source"));
	}

	/** A contact that is a person. */
	static Violation contactIsNoOffice() {
		return note("contact-left-out", DCAT.contactPoint.getURI(),
				Text.of("联系人未标明为部门，可能是个人，未采用",
						"The contact is not said to be an office, may be a person, and was dropped"),
				Text.of("请在来源以 vcard:Organization 填写部门的联系方式", "Name an office at the source, as vcard:Organization"));
	}

	/** A publisher that is a person. */
	static Violation publisherIsPerson() {
		return note("publisher-left-out", DCTerms.publisher.getURI(),
				Text.of("发布者为个人，未采用", "The publisher is a person and was dropped"),
				Text.of("请在来源填写发布部门", "Name an office at the source"));
	}

	private static Violation note(String code, String path, Text message, Text advice) {
		return new Violation(code, Violation.Severity.WARNING, path, message, advice, null);
	}

	/** A value as a message may repeat it. */
	static String shown(String value) {
		if (SecrecyMarks.in(value)) {
			return "…";
		}
		String plain = value.replaceAll("\\p{Cntrl}", "?");
		return (plain.length() > LONGEST_SHOWN) ? plain.substring(0, LONGEST_SHOWN) + "…" : plain;
	}

}
