package org.shuyuan.vocab.rdf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.jena.graph.Node;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFList;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.apache.jena.vocabulary.DCAT;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.IriText;
import org.shuyuan.vocab.ShuyuanTerms;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.Vocabulary;
import org.shuyuan.vocab.classification.LegalInstruments;
import org.shuyuan.vocab.entry.Entry;

/**
 * Checks entries against our SHACL profile on top of DCAT-AP 3.0.1 ({@code shapes.ttl}),
 * which also carries, for every shape, the code, the message and the advice in both
 * languages, the place in the entry's JSON and the clause. Shapes are parsed once, when
 * first used.
 */
public final class Shapes {

	/** Most characters of a value that a message repeats. */
	private static final int LONGEST_SHOWN = 100;

	private static final String BASE = "urn:shuyuan:check";

	private static final Property CODE = term("code");

	private static final Property ADVICE = term("advice");

	private static final Property CLAUSE = term("clause");

	private static final Property JSON_PATH = term("jsonPath");

	private static final Property CODE_LIST = term("codeList");

	private static final Property ONLY = term("only");

	private static final Property IN = ResourceFactory.createProperty(SHACL.in.getURI());

	private static final Property MESSAGE = ResourceFactory.createProperty(SHACL.message.getURI());

	private static final Property SEVERITY = ResourceFactory.createProperty(SHACL.severity.getURI());

	private Shapes() {
	}

	/** What is wrong with an entry, the worst first; empty if nothing is. */
	public static List<Violation> check(Entry entry) {
		return check(EntryGraph.write(entry, BASE));
	}

	/**
	 * What is wrong with an entry whose graph, made by
	 * {@link EntryGraph#write(Entry, String)}, is available.
	 */
	public static List<Violation> check(Model graph) {
		List<Violation> found = new ArrayList<>();
		ShaclValidator.get()
			.validate(Parsed.SHAPES, graph.getGraph())
			.getEntries()
			.forEach((each) -> found.add(violation(each, graph)));
		found.sort(Comparator.comparing(Violation::severity)
			.thenComparing(Violation::path)
			.thenComparing(Violation::code));
		return found.stream().distinct().toList();
	}

	/** The shapes as published: with every {@code sy:codeList} spelled out as sh:in. */
	public static Model graph() {
		Model model = Vocabulary.graph("shapes.ttl");
		for (Statement each : model.listStatements(null, CODE_LIST, (RDFNode) null).toList()) {
			String only = Optional.ofNullable(each.getSubject().getProperty(ONLY))
				.map(Statement::getString)
				.orElse(null);
			RDFNode[] concepts = CodeList.of(each.getString())
				.all()
				.stream()
				.filter((concept) -> allowed(concept.code(), only))
				.map((concept) -> (RDFNode) model.createResource(CodeList.uri(each.getString(), concept.code())))
				.toArray(RDFNode[]::new);
			RDFList list = model.createList(concepts);
			each.getSubject().addProperty(IN, list);
		}
		return model;
	}

	private static boolean allowed(String instrument, @Nullable String only) {
		return only == null || only.equals("mayJustifyNotSharing") && LegalInstruments.mayJustifyNotSharing(instrument)
				|| only.equals("mayJustifyNotOpening") && LegalInstruments.mayJustifyNotOpening(instrument);
	}

	private static Violation violation(ReportEntry entry, Model graph) {
		Rule rule = Parsed.RULES.get(entry.source());
		if (rule == null) {
			throw new IllegalStateException("A shape without a code: " + entry.source());
		}
		String focus = path(graph.asRDFNode(entry.focusNode()).asResource(), graph);
		String path = (focus.isEmpty() || rule.path().isEmpty()) ? focus + rule.path() : focus + "." + rule.path();
		return new Violation(rule.code(), rule.severity(), path, message(rule, entry), rule.advice(), rule.clause());
	}

	/** The message; where a code is in no list, with the value. */
	private static Text message(Rule rule, ReportEntry entry) {
		Node value = entry.value();
		if (!rule.code().endsWith("-unknown") || value == null || !value.isURI()
				|| !value.getURI().startsWith(ShuyuanTerms.CODES)) {
			return rule.message();
		}
		String written = IriText.decode(value.getURI().substring(value.getURI().lastIndexOf('/') + 1));
		String shown = (written.length() > LONGEST_SHOWN) ? written.substring(0, LONGEST_SHOWN) + "…" : written;
		return Text.of(rule.message().zh() + "：" + shown, rule.message().in("en") + ": " + shown);
	}

	/** Where in the entry's JSON a node of its graph is. */
	private static String path(Resource node, Model graph) {
		Statement position = node.getProperty(ShuyuanTerms.POSITION);
		if (position == null) {
			return "";
		}
		int index = position.getInt() - 1;
		if (graph.contains(null, ShuyuanTerms.ITEM, node)) {
			return "items[%d]".formatted(index);
		}
		if (graph.contains(null, DCAT.distribution, node)) {
			return "distributions[%d]".formatted(index);
		}
		return (graph.contains(null, ShuyuanTerms.NOT_SHARED_CITATION, node) ? "sharing" : "openness")
				+ ".citations[%d]".formatted(index);
	}

	private static Property term(String name) {
		return ResourceFactory.createProperty(ShuyuanTerms.NAMESPACE + name);
	}

	private record Rule(String code, Violation.Severity severity, String path, Text message, Text advice,
			@Nullable String clause) {

		static Rule of(Resource shape) {
			Violation.Severity severity = switch (shape.getRequiredProperty(SEVERITY).getResource().getLocalName()) {
				case "Violation" -> Violation.Severity.INVALID;
				case "Warning" -> Violation.Severity.INCOMPLETE;
				default -> Violation.Severity.WARNING;
			};
			return new Rule(shape.getRequiredProperty(CODE).getString(), severity,
					shape.getRequiredProperty(JSON_PATH).getString(), text(shape, MESSAGE), text(shape, ADVICE),
					Optional.ofNullable(shape.getProperty(CLAUSE)).map(Statement::getString).orElse(null));
		}

		private static Text text(Resource shape, Property property) {
			return Text.of(shape.getRequiredProperty(property, "zh").getString(),
					shape.getRequiredProperty(property, "en").getString());
		}

	}

	/** Parsed on first use and cached. */
	private static final class Parsed {

		private static final Map<Node, Rule> RULES = new HashMap<>();

		private static final org.apache.jena.shacl.Shapes SHAPES;

		static {
			Model model = graph();
			model.listSubjectsWithProperty(CODE).forEach((each) -> RULES.put(each.asNode(), Rule.of(each)));
			SHAPES = org.apache.jena.shacl.Shapes.parse(model.getGraph());
		}

	}

}
