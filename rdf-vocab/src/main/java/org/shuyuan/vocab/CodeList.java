package org.shuyuan.vocab;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.jspecify.annotations.Nullable;

/**
 * A code list (skos:ConceptScheme), read from its Turtle when first asked for. Concepts
 * are in the list's own order.
 *
 * @param scheme name of the list, such as {@code themes}
 * @param title what the list is called
 * @param concepts its concepts by code
 */
public record CodeList(String scheme, Text title, Map<String, Concept> concepts) {

	/** The names of all lists. */
	public static final List<String> SCHEMES = List.of("agency-kinds", "agency-levels", "assessments", "clauses",
			"completeness", "discoverability", "distribution-kinds", "elements", "entity-kinds", "formats",
			"frequencies", "grades", "instruments", "item-types", "libraries", "licences", "negative-list", "openness",
			"purposes", "ranks", "refusals", "roles", "sensitivity", "sharing-class", "sharing-modes", "source-kinds",
			"states", "themes");

	private static final Map<String, CodeList> READ = new ConcurrentHashMap<>();

	private static final Set<String> PLAIN = Set.of("type", "inScheme", "notation", "prefLabel", "position", "broader");

	/**
	 * One concept of a list.
	 *
	 * @param code its code (skos:notation)
	 * @param label its name
	 * @param broader code of the concept above it, where there is one
	 * @param properties what else is said of it, by the local name of the term: a code
	 * where the value is a concept of ours, an address where it is a foreign one,
	 * otherwise the text (in Chinese where it has two languages)
	 */
	public record Concept(String code, Text label, @Nullable String broader, Map<String, String> properties) {

		/** A property of the concept. */
		public Optional<String> property(String name) {
			return Optional.ofNullable(this.properties.get(name));
		}

	}

	/**
	 * The list with the given name.
	 * @throws IllegalArgumentException if there is none
	 */
	public static CodeList of(String scheme) {
		return READ.computeIfAbsent(scheme, CodeList::read);
	}

	/** The list with the given name, if there is one. */
	public static Optional<CodeList> named(String scheme) {
		return SCHEMES.contains(scheme) ? Optional.of(of(scheme)) : Optional.empty();
	}

	/** The graph of a list as published. */
	public static Model graph(String scheme) {
		if (!SCHEMES.contains(scheme)) {
			throw new IllegalArgumentException("There is no code list '%s'".formatted(scheme));
		}
		return Vocabulary.graph("codes/" + scheme + ".ttl");
	}

	/** The concept with the given code. */
	public Optional<Concept> find(String code) {
		return Optional.ofNullable(this.concepts.get(code));
	}

	/** Whether the list has the given code. */
	public boolean has(String code) {
		return this.concepts.containsKey(code);
	}

	/**
	 * The code for a word: itself, or its concept's name in either language, regardless
	 * of case and width.
	 */
	public Optional<String> codeOf(String word) {
		String folded = folded(word);
		return this.concepts.values()
			.stream()
			.filter((each) -> folded(each.code()).equals(folded) || folded(each.label().zh()).equals(folded)
					|| folded(each.label().in("en")).equals(folded))
			.map(Concept::code)
			.findFirst();
	}

	private static String folded(String word) {
		return Normalizer.normalize(word, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
	}

	/** All concepts in order. */
	public Collection<Concept> all() {
		return this.concepts.values();
	}

	/** The name of a code, or the code itself where the list does not know it. */
	public Text label(String code) {
		return find(code).map(Concept::label).orElseGet(() -> Text.of(code));
	}

	/** The address of a concept. */
	public static String uri(String scheme, String code) {
		return ShuyuanTerms.CODES + scheme + "/" + IriText.encode(code);
	}

	private static CodeList read(String scheme) {
		Model model = graph(scheme);
		List<Resource> nodes = new ArrayList<>(model.listSubjectsWithProperty(RDF.type, SKOS.Concept).toList());
		nodes.sort(Comparator.comparingInt((node) -> node.getRequiredProperty(ShuyuanTerms.POSITION).getInt()));
		Map<String, Concept> concepts = new LinkedHashMap<>();
		for (Resource node : nodes) {
			Concept concept = concept(node);
			concepts.put(concept.code(), concept);
		}
		return new CodeList(scheme, text(model.getResource(ShuyuanTerms.CODES + scheme), DCTerms.title),
				Collections.unmodifiableMap(concepts));
	}

	private static Concept concept(Resource node) {
		Map<String, String> properties = new TreeMap<>();
		for (Statement each : node.listProperties().toList()) {
			String name = each.getPredicate().getLocalName();
			if (!PLAIN.contains(name) && !"en".equals(each.getObject().isLiteral() ? each.getLanguage() : "")) {
				properties.put(name, value(each.getObject()));
			}
		}
		Statement broader = node.getProperty(SKOS.broader);
		return new Concept(node.getRequiredProperty(SKOS.notation).getString(), text(node, SKOS.prefLabel),
				(broader != null) ? value(broader.getObject()) : null, Map.copyOf(properties));
	}

	private static String value(RDFNode node) {
		if (node.isLiteral()) {
			return node.asLiteral().getLexicalForm();
		}
		String uri = node.asResource().getURI();
		return uri.startsWith(ShuyuanTerms.CODES) ? IriText.decode(uri.substring(uri.lastIndexOf('/') + 1)) : uri;
	}

	private static Text text(Resource node, Property property) {
		return Text.of(node.getRequiredProperty(property, "zh").getString(),
				node.getRequiredProperty(property, "en").getString());
	}

}
