package org.shuyuan.vocab.rdf;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.VCARD4;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.IriText;
import org.shuyuan.vocab.ShuyuanTerms;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.classification.Grade;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.Sensitivity;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.ItemSource;
import org.shuyuan.vocab.entry.ItemType;
import org.shuyuan.vocab.entry.SourceKind;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;

/**
 * Reads the graph of one entry back. Wraps everything Jena may answer with null.
 */
final class EntryReader {

	private final Resource subject;

	private final String base;

	private EntryReader(Resource subject, String baseUri) {
		this.subject = subject;
		this.base = baseUri;
	}

	static EntryReader only(Model model, String baseUri) {
		List<Resource> found = model.listSubjectsWithProperty(RDF.type, DCAT.Dataset).toList();
		if (found.size() != 1) {
			throw new IllegalArgumentException("One entry is expected in the graph, found " + found.size());
		}
		return new EntryReader(found.getFirst(), baseUri);
	}

	Entry read() {
		EntryId id = string(this.subject.getURI()).filter((uri) -> uri.startsWith(this.base + "/entries/"))
			.map((uri) -> new EntryId(tail(uri)))
			.orElse(null);
		Text description = text(this.subject, DCTerms.description);
		return Entry
			.of(requiredText(this.subject, DCTerms.title),
					resource(this.subject, ShuyuanTerms.AGENCY).or(() -> resource(this.subject, DCTerms.publisher))
						.map(EntryReader::agency)
						.orElseThrow(() -> new IllegalArgumentException("The entry has no agency")))
			.id(id)
			.key(literal(this.subject, ShuyuanTerms.KEY))
			.code(literal(this.subject, DCTerms.identifier))
			.description(EntryWriter.NO_DESCRIPTION.equals(description) ? null : description)
			.keywords(keywords())
			.themes(themes())
			.library(code(this.subject, ShuyuanTerms.LIBRARY))
			.area(area())
			.entityKind(code(this.subject, ShuyuanTerms.ENTITY_KIND))
			.frequency(code(this.subject, ShuyuanTerms.FREQUENCY))
			.sharing(sharing())
			.modes(ordered(ShuyuanTerms.MODE_ORDER, ShuyuanTerms.SHARING_MODE, SharingMode::ofCode))
			.openness(openness())
			.discoverability(Optional.ofNullable(code(this.subject, ShuyuanTerms.DISCOVERABILITY))
				.map(Discoverability::ofCode)
				.orElse(Discoverability.AGENCY))
			.grade(grade(this.subject))
			.items(parts(ShuyuanTerms.ITEM, this::item))
			.distributions(parts(DCAT.distribution, this::distribution))
			.contact(contact())
			.related(ordered(ShuyuanTerms.RELATION_ORDER, DCTerms.relation, EntryId::new))
			.issued(date(DCTerms.issued))
			.modified(date(DCTerms.modified))
			.landingPage(address(this.subject, DCAT.landingPage))
			.harvestedFrom(literal(this.subject, ShuyuanTerms.HARVESTED_FROM))
			.completeness(this.subject.hasProperty(RDF.type, ShuyuanTerms.HARVESTED_ENTRY) ? Completeness.HARVESTED
					: Completeness.FULL)
			.atSource(SourceGraph.metadata(this.subject))
			.build();
	}

	private List<String> themes() {
		String written = literal(this.subject, ShuyuanTerms.THEME_ORDER);
		return ((written != null) ? Stream.of(written.split(" ")) : ours(DCAT.theme).map(EntryReader::tail).sorted())
			.map(IriText::decode)
			.toList();
	}

	private @Nullable String area() {
		return ours(ShuyuanTerms.AREA).map((each) -> IriText.decode(tail(each))).findFirst().orElse(null);
	}

	/** The concepts of ours among the values of a property. */
	private Stream<String> ours(Property property) {
		return objects(this.subject, property).stream()
			.filter(RDFNode::isURIResource)
			.map((each) -> each.asResource().getURI())
			.filter((each) -> each.startsWith(ShuyuanTerms.CODES));
	}

	private List<Text> keywords() {
		if (this.subject.hasProperty(ShuyuanTerms.KEYWORD_OF)) {
			return parts(ShuyuanTerms.KEYWORD_OF, (node) -> requiredText(node, DCTerms.title));
		}
		return this.subject.listProperties(DCAT.keyword)
			.toList()
			.stream()
			.map(Statement::getString)
			.sorted()
			.map(Text::of)
			.toList();
	}

	private @Nullable SharingClass sharing() {
		String code = code(this.subject, ShuyuanTerms.SHARING_CLASS);
		if (code == null) {
			return null;
		}
		return switch (code) {
			case "unconditional" -> new SharingClass.Unconditional();
			case "conditional" -> new SharingClass.Conditional(
					objects(this.subject, ShuyuanTerms.SHARING_SCOPE).stream()
						.map((each) -> agency(each.asResource()))
						.collect(Collectors.toSet()),
					objects(this.subject, ShuyuanTerms.PURPOSE).stream()
						.map((each) -> each.asLiteral().getString())
						.collect(Collectors.toSet()));
			case "not-shared" ->
				new SharingClass.NotShared(orEmpty(literal(this.subject, ShuyuanTerms.NOT_SHARED_REASON)),
						parts(ShuyuanTerms.NOT_SHARED_CITATION, EntryReader::citation));
			default -> throw new IllegalArgumentException("Unknown sharing class " + code);
		};
	}

	private @Nullable Openness openness() {
		String code = code(this.subject, ShuyuanTerms.OPENNESS);
		if (code == null) {
			return null;
		}
		String licence = orEmpty(code(this.subject, ShuyuanTerms.LICENCE));
		return switch (code) {
			case "unconditional" -> new Openness.Unconditional(licence);
			case "conditional" ->
				new Openness.Conditional(licence, text(this.subject, ShuyuanTerms.OPENING_CONDITIONS));
			case "not-open" -> new Openness.NotOpen(orEmpty(literal(this.subject, ShuyuanTerms.NOT_OPEN_REASON)),
					parts(ShuyuanTerms.NOT_OPEN_CITATION, EntryReader::citation));
			default -> throw new IllegalArgumentException("Unknown openness " + code);
		};
	}

	private static Citation citation(Resource node) {
		return new Citation(orEmpty(code(node, ShuyuanTerms.INSTRUMENT)), literal(node, ShuyuanTerms.ARTICLE));
	}

	private DataItem item(Resource node) {
		ItemId id = string(node.getURI()).filter((uri) -> uri.startsWith(this.base + "/items/"))
			.map((uri) -> new ItemId(tail(uri)))
			.orElse(null);
		Integer length = statement(node, Csvw.MAX_LENGTH).map(Statement::getInt).orElse(null);
		SourceKind kind = Optional.ofNullable(code(node, ShuyuanTerms.SOURCE_KIND))
			.map(SourceKind::ofCode)
			.orElse(SourceKind.COLLECTED);
		ItemSource source = new ItemSource(kind,
				resource(node, ShuyuanTerms.SOURCE_AGENCY).map(EntryReader::agency).orElse(null),
				resource(node, ShuyuanTerms.SOURCE_ITEM).map((each) -> new ItemId(tail(each.getURI()))).orElse(null));
		return DataItem
			.of(requiredText(node, DCTerms.title),
					resource(node, Csvw.DATATYPE).map(Csvw::itemType).orElse(ItemType.STRING))
			.id(id)
			.column(literal(node, Csvw.NAME))
			.length(length)
			.meaning(text(node, DCTerms.description))
			.element(code(node, ShuyuanTerms.ELEMENT))
			.sensitivity(Optional.ofNullable(code(node, ShuyuanTerms.SENSITIVITY))
				.map(Sensitivity::ofCode)
				.orElse(Sensitivity.NONE))
			.grade(grade(node))
			.open(is(node, ShuyuanTerms.OPEN))
			.source(source)
			.openingReason(literal(node, ShuyuanTerms.OPENING_REASON))
			.required(is(node, Csvw.REQUIRED))
			.primaryKey(is(node, ShuyuanTerms.PRIMARY_KEY))
			.build();
	}

	private static boolean is(Resource node, Property property) {
		return statement(node, property).map(Statement::getBoolean).orElse(false);
	}

	private Distribution distribution(Resource node) {
		DistributionId id = string(node.getURI()).filter((uri) -> uri.startsWith(this.base + "/distributions/"))
			.map((uri) -> new DistributionId(tail(uri)))
			.orElse(null);
		return new Distribution(id, requiredText(node, DCTerms.title),
				Optional.ofNullable(code(node, ShuyuanTerms.DISTRIBUTION_KIND))
					.map(DistributionKind::ofCode)
					.orElse(DistributionKind.FILE),
				code(node, ShuyuanTerms.FORMAT), address(node, DCAT.accessURL), SourceGraph.distribution(node));
	}

	private Entry.@Nullable Contact contact() {
		return resource(this.subject, DCAT.contactPoint)
			.map((node) -> new Entry.Contact(literal(node, VCARD4.fn), scheme(node, VCARD4.hasTelephone, "tel:"),
					scheme(node, VCARD4.hasEmail, "mailto:")))
			.orElse(null);
	}

	private static @Nullable String scheme(Resource node, Property property, String scheme) {
		return resource(node, property).map((each) -> IriText.decode(each.getURI().substring(scheme.length())))
			.orElse(null);
	}

	private @Nullable LocalDate date(Property property) {
		return statement(this.subject, property).map((each) -> LocalDate.parse(each.getLiteral().getLexicalForm()))
			.orElse(null);
	}

	private @Nullable String address(Resource node, Property property) {
		return statement(node, property).map(Statement::getObject)
			.map((each) -> each.isLiteral() ? each.asLiteral().getString() : each.asResource().getURI())
			.filter((each) -> !each.equals(this.subject.getURI()))
			.orElse(null);
	}

	/** A list in the order it was written in, or in the order of its codes. */
	private <T> List<T> ordered(Property order, Property property, Function<String, T> reader) {
		String written = literal(this.subject, order);
		if (written != null) {
			return List.of(written.split(" ")).stream().map(reader).toList();
		}
		return objects(this.subject, property).stream()
			.map((each) -> tail(each.asResource().getURI()))
			.sorted()
			.map(reader)
			.toList();
	}

	private <T> List<T> parts(Property property, Function<Resource, T> reader) {
		return objects(this.subject, property).stream()
			.map(RDFNode::asResource)
			.sorted(Comparator
				.comparingInt((node) -> statement(node, ShuyuanTerms.POSITION).map(Statement::getInt).orElse(0)))
			.map(reader)
			.toList();
	}

	private static @Nullable Grade grade(Resource node) {
		return Optional.ofNullable(code(node, ShuyuanTerms.GRADE)).map(Grade::ofCode).orElse(null);
	}

	private static AgencyId agency(Resource node) {
		return new AgencyId(tail(node.getURI()));
	}

	private static Text requiredText(Resource node, Property property) {
		Text text = text(node, property);
		if (text == null) {
			throw new IllegalArgumentException("%s has no %s".formatted(node, property));
		}
		return text;
	}

	static @Nullable Text text(Resource node, Property property) {
		String zh = null;
		String en = null;
		Text foreign = null;
		for (RDFNode each : objects(node, property)) {
			String text = each.asLiteral().getString();
			switch (each.asLiteral().getLanguage()) {
				case "zh" -> zh = text;
				case "en" -> en = text;
				case String language -> foreign = Text.foreign(text, language);
			}
		}
		return (zh != null) ? new Text(zh, en) : (en != null) ? Text.foreign(en, "en") : foreign;
	}

	private static @Nullable String code(Resource node, Property property) {
		return resource(node, property).map((each) -> IriText.decode(tail(each.getURI()))).orElse(null);
	}

	private static @Nullable String literal(Resource node, Property property) {
		return statement(node, property).map(Statement::getString).orElse(null);
	}

	private static List<RDFNode> objects(Resource node, Property property) {
		return node.listProperties(property).mapWith(Statement::getObject).toList();
	}

	private static Optional<Resource> resource(Resource node, Property property) {
		return statement(node, property).map(Statement::getResource);
	}

	private static Optional<Statement> statement(Resource node, Property property) {
		return Optional.ofNullable(node.getProperty(property));
	}

	private static Optional<String> string(@Nullable String text) {
		return Optional.ofNullable(text);
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private static String tail(String uri) {
		return uri.substring(uri.lastIndexOf('/') + 1);
	}

}
