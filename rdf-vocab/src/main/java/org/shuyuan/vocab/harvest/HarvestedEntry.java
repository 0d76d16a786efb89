package org.shuyuan.vocab.harvest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.ORG;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.VCARD4;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.IriText;
import org.shuyuan.vocab.Iris;
import org.shuyuan.vocab.ShuyuanTerms;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Discoverability;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.DistributionKind;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.entry.NamedResource;
import org.shuyuan.vocab.entry.SourceDistribution;
import org.shuyuan.vocab.entry.SourceMetadata;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.rdf.Violation;

/**
 * Reads an entry from a third party's description: codes where our lists have them, the
 * source's own terms where they have not, and a remark for what is neither.
 */
final class HarvestedEntry {

	private static final List<Property> NAMES = List.of(FOAF.name, SKOS.prefLabel, RDFS.label, DCTerms.title, VCARD4.fn,
			VCARD4.organization_name);

	/** Kinds of natural persons in the vocabularies that catalogues use. */
	private static final List<Resource> PERSONS = List.of(VCARD4.Individual, FOAF.Person,
			ResourceFactory.createResource("http://schema.org/Person"),
			ResourceFactory.createResource("https://schema.org/Person"));

	/**
	 * Kinds of offices in the same; whose contact says to be none of them may be a
	 * person.
	 */
	private static final List<Resource> OFFICES = List.of(VCARD4.Organization, VCARD4.Group, FOAF.Organization,
			FOAF.Group, ORG.Organization, ORG.OrganizationalUnit,
			ResourceFactory.createResource("http://schema.org/Organization"),
			ResourceFactory.createResource("https://schema.org/Organization"),
			ResourceFactory.createResource("http://schema.org/GovernmentOrganization"),
			ResourceFactory.createResource("https://schema.org/GovernmentOrganization"));

	private final Resource dataset;

	private final List<Violation> notes;

	HarvestedEntry(Resource dataset, List<Violation> notes) {
		this.dataset = dataset;
		this.notes = notes;
	}

	Entry read(AgencyId agency, String source) {
		Text title = HarvestedTexts.text(this.dataset, DCTerms.title)
			.or(() -> HarvestedTexts.text(this.dataset, RDFS.label))
			.orElseThrow(() -> new IllegalArgumentException("The data set has no title (dct:title)"));
		String landingPage = address(this.dataset, DCAT.landingPage);
		String code = first(this.dataset, DCTerms.identifier).map(HarvestedEntry::written).orElse(null);
		String key = this.dataset.isURIResource() ? HarvestedGraph.key(this.dataset.getURI())
				: (code != null) ? code : landingPage;
		List<NamedResource> themes = new ArrayList<>();
		List<NamedResource> frequencies = new ArrayList<>();
		List<NamedResource> areas = new ArrayList<>();
		List<String> themeCodes = codes("themes", DCAT.theme, themes);
		List<String> frequencyCodes = codes("frequencies", DCTerms.accrualPeriodicity, frequencies);
		String area = area(areas);
		SourceMetadata atSource = new SourceMetadata(publisher(), themes,
				frequencyCodes.isEmpty() ? frequencies.stream().findFirst().orElse(null) : null,
				allNamed(this.dataset, DCTerms.license, "licences"), areas,
				named(this.dataset, DCTerms.accessRights).orElse(null));
		return Entry.of(title, agency)
			.key(key)
			.code(code)
			.description(HarvestedTexts.text(this.dataset, DCTerms.description).orElse(null))
			.keywords(HarvestedTexts.keywords(this.dataset))
			.themes(themeCodes)
			.area(area)
			.frequency(frequencyCodes.stream().findFirst().orElse(null))
			.discoverability(Discoverability.PUBLIC)
			.distributions(distributions())
			.contact(contact())
			.issued(date(this.dataset, DCTerms.issued))
			.modified(date(this.dataset, DCTerms.modified))
			.landingPage(landingPage)
			.harvestedFrom(source)
			.completeness(Completeness.HARVESTED)
			.atSource(atSource)
			.build();
	}

	/** Who published it there; a person's name is dropped, and that is recorded. */
	private @Nullable NamedResource publisher() {
		List<RDFNode> publishers = objects(this.dataset, DCTerms.publisher);
		List<RDFNode> offices = publishers.stream().filter((each) -> !isPerson(each)).toList();
		if (offices.size() < publishers.size()) {
			this.notes.add(HarvestedFaults.publisherIsPerson());
		}
		return offices.stream().flatMap((each) -> named(each, "").stream()).findFirst().orElse(null);
	}

	private static boolean isPerson(RDFNode node) {
		return node.isResource() && PERSONS.stream().anyMatch((each) -> node.asResource().hasProperty(RDF.type, each));
	}

	/** The codes of values; what is in no list is kept in its own terms, and recorded. */
	private List<String> codes(String scheme, Property property, List<NamedResource> others) {
		List<String> codes = new ArrayList<>();
		for (RDFNode each : objects(this.dataset, property)) {
			Optional<String> code = HarvestedCodes.code(scheme, each);
			code.ifPresentOrElse(codes::add, () -> {
				named(each, scheme).ifPresent(others::add);
				this.notes.add(HarvestedFaults.codeUnknown(scheme, property.getURI(), written(each)));
			});
		}
		return codes.stream().distinct().toList();
	}

	/** The area by its code of GB/T 2260; all others in their own terms. */
	private @Nullable String area(List<NamedResource> others) {
		String own = ShuyuanTerms.CODES + "areas/";
		String area = null;
		for (RDFNode each : objects(this.dataset, DCTerms.spatial)) {
			String code = HarvestedCodes.words(each)
				.stream()
				.filter((_) -> !each.isURIResource() || each.asResource().getURI().startsWith(own)
						|| each.asResource().hasProperty(DCTerms.identifier)
						|| each.asResource().hasProperty(SKOS.notation))
				.filter(HarvestedEntry::isAreaCode)
				.findFirst()
				.orElse(null);
			if (code != null && area == null) {
				area = code;
			}
			else {
				named(each, "").ifPresent(others::add);
			}
		}
		return area;
	}

	private static boolean isAreaCode(String word) {
		return word.length() == 6 && word.chars().allMatch((each) -> each >= '0' && each <= '9');
	}

	private List<Distribution> distributions() {
		List<Distribution> found = new ArrayList<>();
		for (RDFNode each : objects(this.dataset, DCAT.distribution)) {
			if (each.isResource()) {
				found.add(distribution(each.asResource()));
			}
		}
		found.sort(Comparator.comparing((each) -> String.valueOf(each.address())));
		return found;
	}

	private Distribution distribution(Resource node) {
		String download = address(node, DCAT.downloadURL);
		String access = address(node, DCAT.accessURL);
		List<RDFNode> formats = new ArrayList<>(objects(node, DCTerms.format));
		formats.addAll(objects(node, DCAT.mediaType));
		String format = formats.stream()
			.flatMap((each) -> HarvestedCodes.code("formats", each).stream())
			.findFirst()
			.orElse(null);
		NamedResource other = null;
		if (format == null && !formats.isEmpty()) {
			other = named(formats.getFirst(), "formats").orElse(null);
			this.notes
				.add(HarvestedFaults.codeUnknown("formats", DCTerms.format.getURI(), written(formats.getFirst())));
		}
		String mediaType = formats.stream()
			.flatMap((each) -> HarvestedCodes.words(each).stream())
			.filter(SourceDistribution::isMediaType)
			.map((each) -> each.toLowerCase(Locale.ROOT))
			.findFirst()
			.orElse(null);
		SourceDistribution atSource = new SourceDistribution(download, mediaType, other,
				allNamed(node, DCTerms.license, "licences").stream().findFirst().orElse(null),
				date(node, DCTerms.issued), date(node, DCTerms.modified));
		Text title = HarvestedTexts.text(node, DCTerms.title).orElse(Text.of("数据资源", "Distribution"));
		return new Distribution(null, title, DistributionKind.FILE, format, (access != null) ? access : download,
				atSource);
	}

	/**
	 * The office to ask; a person's name and address are dropped, and that is recorded.
	 */
	private Entry.@Nullable Contact contact() {
		Resource node = objects(this.dataset, DCAT.contactPoint).stream()
			.filter(RDFNode::isResource)
			.map(RDFNode::asResource)
			.findFirst()
			.orElse(null);
		if (node == null) {
			return null;
		}
		if (isPerson(node) || OFFICES.stream().noneMatch((each) -> node.hasProperty(RDF.type, each))) {
			this.notes.add(HarvestedFaults.contactIsNoOffice());
			return null;
		}
		Entry.Contact contact = new Entry.Contact(
				HarvestedTexts.text(node, VCARD4.fn)
					.or(() -> HarvestedTexts.text(node, VCARD4.organization_name))
					.map(Text::zh)
					.orElse(null),
				contactValue(node, VCARD4.hasTelephone, "tel:"), contactValue(node, VCARD4.hasEmail, "mailto:"));
		boolean empty = contact.name() == null && contact.phone() == null && contact.email() == null;
		return empty ? null : contact;
	}

	private static @Nullable String contactValue(Resource node, Property property, String scheme) {
		return first(node, property)
			.flatMap((each) -> each.isResource() && each.asResource().hasProperty(VCARD4.hasValue)
					? first(each.asResource(), VCARD4.hasValue) : Optional.of(each))
			.filter((each) -> !each.isAnon())
			.map(HarvestedEntry::written)
			.map((each) -> each.startsWith(scheme) ? IriText.decode(each.substring(scheme.length())) : each)
			.filter(Predicate.not(String::isBlank))
			.orElse(null);
	}

	private static Optional<NamedResource> named(Resource node, Property property) {
		return objects(node, property).stream().flatMap((each) -> named(each, "").stream()).findFirst();
	}

	private static List<NamedResource> allNamed(Resource node, Property property, String scheme) {
		return objects(node, property).stream().flatMap((each) -> named(each, scheme).stream()).toList();
	}

	/** A value by its address and name; the name of a code of ours where it has none. */
	private static Optional<NamedResource> named(RDFNode value, String scheme) {
		if (value.isLiteral()) {
			return value.asLiteral().getString().isBlank() ? Optional.empty()
					: Optional.of(new NamedResource(null, HarvestedTexts.text(value.asLiteral())));
		}
		Resource node = value.asResource();
		String uri = Optional.ofNullable(node.getURI()).filter(Iris::isAbsolute).orElse(null);
		Text name = NAMES.stream()
			.flatMap((each) -> HarvestedTexts.text(node, each).stream())
			.findFirst()
			.or(() -> scheme.isEmpty() ? Optional.empty()
					: HarvestedCodes.code(scheme, node).map(CodeList.of(scheme)::label))
			.orElse(null);
		return (uri == null && name == null) ? Optional.empty() : Optional.of(new NamedResource(uri, name));
	}

	/** The first http or https address among the values; an invalid one is recorded. */
	private @Nullable String address(Resource node, Property property) {
		List<String> written = objects(node, property).stream().map(HarvestedEntry::written).sorted().toList();
		String found = written.stream().filter(Iris::isHttp).findFirst().orElse(null);
		if (found == null && !written.isEmpty()) {
			this.notes.add(HarvestedFaults.addressLeftOut(property.getURI(), written.getFirst()));
		}
		return found;
	}

	/** The first valid date among the values, whatever its declared type. */
	private @Nullable LocalDate date(Resource node, Property property) {
		List<String> written = objects(node, property).stream().map(HarvestedEntry::written).sorted().toList();
		LocalDate found = written.stream().flatMap((each) -> day(each).stream()).findFirst().orElse(null);
		if (found == null && !written.isEmpty()) {
			this.notes.add(HarvestedFaults.dateLeftOut(property.getURI(), written.getFirst()));
		}
		return found;
	}

	/** A date written year first, with any separators. */
	static Optional<LocalDate> day(String written) {
		List<String> numbers = new ArrayList<>();
		StringBuilder number = new StringBuilder();
		for (char each : (written.strip() + " ").toCharArray()) {
			if (each >= '0' && each <= '9') {
				number.append(each);
			}
			else if (!number.isEmpty()) {
				numbers.add(number.toString());
				number.setLength(0);
			}
			if (numbers.size() == 3 || number.length() > 8) {
				break;
			}
		}
		if (numbers.size() == 1 && numbers.getFirst().length() == 8) {
			String compact = numbers.getFirst();
			numbers = List.of(compact.substring(0, 4), compact.substring(4, 6), compact.substring(6));
		}
		if (numbers.size() < 3 || numbers.getFirst().length() != 4 || !Character.isDigit(written.strip().charAt(0))) {
			return Optional.empty();
		}
		try {
			return Optional.of(LocalDate.of(Integer.parseInt(numbers.get(0)), Integer.parseInt(numbers.get(1)),
					Integer.parseInt(numbers.get(2))));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	private static String written(RDFNode node) {
		return node.isLiteral() ? node.asLiteral().getLexicalForm() : Objects.toString(node);
	}

	private static Optional<RDFNode> first(Resource node, Property property) {
		return objects(node, property).stream().findFirst();
	}

	/** The values in an order that does not change from import to import. */
	private static List<RDFNode> objects(Resource node, Property property) {
		return node.listProperties(property)
			.mapWith(Statement::getObject)
			.toList()
			.stream()
			.sorted(Comparator.comparing(HarvestedEntry::written))
			.toList();
	}

}
