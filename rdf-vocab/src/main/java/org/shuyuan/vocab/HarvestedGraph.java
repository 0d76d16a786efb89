package org.shuyuan.vocab;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.jena.rdf.model.Literal;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's RDF: which data sets it describes, what belongs to each, and as much of
 * an {@link Entry} as can be read from it. Tolerant: what cannot be read stays absent;
 * the closure keeps every triple.
 */
public final class HarvestedGraph {

	/** What relative addresses are resolved against; nothing is ever there. */
	public static final String BASE = "http://relative.shuyuan.invalid/";

	/** Begins the key of a data set whose address is relative. */
	private static final String RELATIVE_KEY = "urn:shuyuan:body/";

	private static final Pattern SEPARATOR = Pattern.compile("[,，、;；\n]");

	private static final int SIMPLIFIED = 0;

	private static final int UNTAGGED_CHINESE = 1;

	private static final int TRADITIONAL = 2;

	private static final int ENGLISH = 3;

	private static final int OTHER = 4;

	private HarvestedGraph() {
	}

	/** The data sets (dcat:Dataset) that a graph describes, by address. */
	public static List<Resource> datasets(Model model) {
		return model.listSubjectsWithProperty(RDF.type, DCAT.Dataset)
			.toList()
			.stream()
			.sorted((one, other) -> one.toString().compareTo(other.toString()))
			.toList();
	}

	/**
	 * Everything said about a data set: its own triples and those of whatever it points
	 * to, except other data sets and catalogues, and the catalogue records about it.
	 */
	public static Model closureOf(Model model, Resource dataset) {
		Model closure = ModelFactory.createDefaultModel();
		closure.setNsPrefixes(model);
		Set<Resource> seen = new HashSet<>(Set.of(dataset));
		Deque<Resource> open = new ArrayDeque<>(seen);
		model.listSubjectsWithProperty(FOAF.primaryTopic, dataset).forEach((each) -> add(each, seen, open));
		while (!open.isEmpty()) {
			for (Statement each : open.remove().inModel(model).listProperties().toList()) {
				closure.add(each);
				if (each.getObject().isResource() && !anotherThing(model, each.getResource())) {
					add(each.getResource(), seen, open);
				}
			}
		}
		return closure;
	}

	/**
	 * The entry that a harvested description amounts to: public as metadata, harvested.
	 * @param dataset the data set, in its closure
	 * @param agency the agency that is to provide it
	 * @param source name of the catalogue it comes from
	 * @throws IllegalArgumentException if it has no title in any language
	 */
	public static Entry entry(Resource dataset, AgencyId agency, String source) {
		Text title = text(dataset, DCTerms.title).or(() -> text(dataset, RDFS.label))
			.orElseThrow(() -> new IllegalArgumentException("The data set has no title (dct:title)"));
		String landingPage = first(dataset, DCAT.landingPage).map(HarvestedGraph::address)
			.filter(EntryWriter::isAddress)
			.orElse(null);
		String key = dataset.isURIResource() ? key(dataset.getURI())
				: first(dataset, DCTerms.identifier).map(HarvestedGraph::address).orElse(landingPage);
		return new Entry(null, key, first(dataset, DCTerms.identifier).map(HarvestedGraph::address).orElse(null), title,
				text(dataset, DCTerms.description).orElse(null), keywords(dataset), agency, List.of(), null, null, null,
				null, null, List.of(), null, Discoverability.PUBLIC, null, List.of(), distributions(dataset), null,
				List.of(), date(dataset, DCTerms.issued), date(dataset, DCTerms.modified), landingPage, source,
				Completeness.HARVESTED);
	}

	private static String key(String address) {
		return address.startsWith(BASE) ? RELATIVE_KEY + address.substring(BASE.length()) : address;
	}

	private static boolean anotherThing(Model model, Resource node) {
		return model.contains(node, RDF.type, DCAT.Dataset) || model.contains(node, RDF.type, DCAT.Catalog);
	}

	private static void add(Resource node, Set<Resource> seen, Deque<Resource> open) {
		if (seen.add(node)) {
			open.add(node);
		}
	}

	/** Each in its own language; several in one literal are parted. */
	private static List<Text> keywords(Resource dataset) {
		List<Text> keywords = new ArrayList<>();
		for (RDFNode each : objects(dataset, DCAT.keyword)) {
			if (each.isLiteral()) {
				for (String word : SEPARATOR.split(each.asLiteral().getString())) {
					if (!word.isBlank()) {
						keywords.add(keyword(word.strip(), each.asLiteral().getLanguage()));
					}
				}
			}
		}
		return keywords.stream().distinct().sorted(Comparator.comparing(Text::zh)).toList();
	}

	private static Text keyword(String word, String language) {
		String tag = LanguageTag.wellFormed(language);
		if (LanguageTag.isChinese(tag) || tag.isEmpty() && chinese(word)) {
			return Text.of(word);
		}
		return Text.foreign(word, LanguageTag.isEnglish(tag) ? "en" : tag);
	}

	private static List<Distribution> distributions(Resource dataset) {
		List<Distribution> found = new ArrayList<>();
		for (RDFNode each : objects(dataset, DCAT.distribution)) {
			if (each.isResource()) {
				found.add(distribution(each.asResource()));
			}
		}
		found.sort((one, other) -> String.valueOf(one.accessUrl()).compareTo(String.valueOf(other.accessUrl())));
		return found;
	}

	private static Distribution distribution(Resource node) {
		String address = first(node, DCAT.downloadURL).or(() -> first(node, DCAT.accessURL))
			.map(HarvestedGraph::address)
			.filter(EntryWriter::isAddress)
			.orElse(null);
		String format = first(node, DCTerms.format).or(() -> first(node, DCAT.mediaType))
			.map(HarvestedGraph::address)
			.map(HarvestedGraph::formatCode)
			.orElse(null);
		Text title = text(node, DCTerms.title).orElse(Text.of("数据资源", "Distribution"));
		return new Distribution(null, title, DistributionKind.FILE, format, address);
	}

	private static @Nullable String formatCode(String format) {
		String tail = format.substring(Math.max(format.lastIndexOf('/'), format.lastIndexOf('#')) + 1).toLowerCase();
		return tail.matches("[a-z0-9_.+-]{1,20}") ? tail : null;
	}

	/**
	 * Chinese where there is any, simplified before traditional, English beside it;
	 * otherwise what there is, in its own language.
	 */
	private static Optional<Text> text(Resource node, Property property) {
		List<Literal> literals = objects(node, property).stream()
			.filter(RDFNode::isLiteral)
			.map(RDFNode::asLiteral)
			.filter((each) -> !each.getString().isBlank())
			.sorted(Comparator.comparingInt(HarvestedGraph::languageRank)
				.thenComparing((each) -> LanguageTag.wellFormed(each.getLanguage()))
				.thenComparing(Literal::getString))
			.toList();
		if (literals.isEmpty()) {
			return Optional.empty();
		}
		Literal first = literals.getFirst();
		String language = LanguageTag.wellFormed(first.getLanguage());
		if (languageRank(first) >= ENGLISH) {
			return Optional.of(Text.foreign(first.getString(), LanguageTag.isEnglish(language) ? "en" : language));
		}
		String english = literals.stream()
			.filter((each) -> languageRank(each) == ENGLISH)
			.map(Literal::getString)
			.findFirst()
			.orElse(null);
		return Optional.of(new Text(first.getString(), english));
	}

	/** Which of several languages comes first. */
	private static int languageRank(Literal literal) {
		String tag = LanguageTag.wellFormed(literal.getLanguage());
		if (LanguageTag.isChinese(tag)) {
			return LanguageTag.isTraditional(tag) ? TRADITIONAL : SIMPLIFIED;
		}
		if (tag.isEmpty() && chinese(literal.getString())) {
			return UNTAGGED_CHINESE;
		}
		return LanguageTag.isEnglish(tag) ? ENGLISH : OTHER;
	}

	private static boolean chinese(String text) {
		return text.codePoints().anyMatch(Character::isIdeographic) && text.codePoints()
			.mapToObj(Character.UnicodeScript::of)
			.noneMatch((each) -> each == Character.UnicodeScript.HIRAGANA || each == Character.UnicodeScript.KATAKANA);
	}

	/** The first day among the values that is one, whatever type it is said to have. */
	private static @Nullable LocalDate date(Resource node, Property property) {
		return objects(node, property).stream()
			.map(HarvestedGraph::address)
			.sorted()
			.flatMap((each) -> day(each).stream())
			.findFirst()
			.orElse(null);
	}

	private static Optional<LocalDate> day(String written) {
		try {
			return (written.strip().length() < 10) ? Optional.empty()
					: Optional.of(LocalDate.parse(written.strip().substring(0, 10)));
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

	private static String address(RDFNode node) {
		return node.isLiteral() ? node.asLiteral().getLexicalForm() : node.toString();
	}

	private static Optional<RDFNode> first(Resource node, Property property) {
		return objects(node, property).stream().min((one, other) -> one.toString().compareTo(other.toString()));
	}

	private static List<RDFNode> objects(Resource node, Property property) {
		return node.listProperties(property).mapWith(Statement::getObject).toList();
	}

}
