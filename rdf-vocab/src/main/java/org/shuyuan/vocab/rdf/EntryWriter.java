package org.shuyuan.vocab.rdf;

import java.time.LocalDate;
import java.util.List;

import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.ORG;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.VCARD4;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.IriText;
import org.shuyuan.vocab.Iris;
import org.shuyuan.vocab.Prefixes;
import org.shuyuan.vocab.ShuyuanTerms;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.classification.Citation;
import org.shuyuan.vocab.classification.Openness;
import org.shuyuan.vocab.classification.SharingClass;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.entry.Completeness;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;

/**
 * Writes one entry as a graph. What DCAT-AP asks for on top of the entry's own facts
 * (types of the nodes pointed to, an access address, a description) is added in a form
 * that {@link EntryReader} recognises and leaves out again.
 */
final class EntryWriter {

	/** Placeholder for the description that DCAT-AP requires. */
	static final Text NO_DESCRIPTION = Text.of("来源未提供摘要", "The source gives no description");

	private final Entry entry;

	private final String base;

	private final Model model;

	private final Resource subject;

	EntryWriter(Entry entry, String baseUri) {
		this.entry = entry;
		this.base = baseUri;
		this.model = ModelFactory.createDefaultModel();
		this.subject = this.model.createResource(EntryGraph.uri(entry, baseUri));
		this.model.setNsPrefixes(Prefixes.ALL);
	}

	Model write(@Nullable Text agencyName) {
		this.subject.addProperty(RDF.type, DCAT.Dataset);
		this.subject.addProperty(RDF.type, (this.entry.completeness() == Completeness.FULL) ? ShuyuanTerms.FULL_ENTRY
				: ShuyuanTerms.HARVESTED_ENTRY);
		text(this.subject, DCTerms.title, this.entry.title());
		text(this.subject, DCTerms.description,
				(this.entry.description() != null) ? this.entry.description() : NO_DESCRIPTION);
		string(this.subject, DCTerms.identifier, this.entry.code());
		string(this.subject, ShuyuanTerms.KEY, this.entry.key());
		writeKeywords();
		writePublisher(agencyName);
		writeClassification();
		writeSharing(this.entry.sharing());
		writeOpenness(this.entry.openness());
		for (int i = 0; i < this.entry.items().size(); i++) {
			writeItem(this.entry.items().get(i), i);
		}
		for (int i = 0; i < this.entry.distributions().size(); i++) {
			writeDistribution(this.entry.distributions().get(i), i);
		}
		writeContact(this.entry.contact());
		writeProvenance();
		if (this.entry.atSource() != null) {
			new SourceGraph(this.subject, this.base, isHarvested()).write(this.entry.atSource());
		}
		return this.model;
	}

	private void writeKeywords() {
		List<Text> keywords = this.entry.keywords();
		boolean plain = keywords.stream().allMatch((each) -> each.en() == null && each.language() == null)
				&& keywords.stream()
					.map(Text::zh)
					.sorted()
					.distinct()
					.toList()
					.equals(keywords.stream().map(Text::zh).toList());
		for (int i = 0; i < keywords.size(); i++) {
			Text keyword = keywords.get(i);
			text(this.subject, DCAT.keyword, keyword);
			if (!plain) {
				Resource node = part("keyword", i);
				node.addProperty(RDF.type, ShuyuanTerms.KEYWORD);
				text(node, DCTerms.title, keyword);
				position(node, i);
				this.subject.addProperty(ShuyuanTerms.KEYWORD_OF, node);
			}
		}
	}

	private void writePublisher(@Nullable Text name) {
		Resource agency = agency(this.entry.agency());
		boolean published = isHarvested() && this.entry.atSource() != null && this.entry.atSource().publisher() != null;
		this.subject.addProperty(published ? ShuyuanTerms.AGENCY : DCTerms.publisher, agency);
		agency.addProperty(RDF.type, FOAF.Agent).addProperty(RDF.type, ORG.Organization);
		if (name != null) {
			text(agency, FOAF.name, name);
		}
		else {
			agency.addProperty(FOAF.name, this.entry.agency().value());
		}
	}

	private boolean isHarvested() {
		return this.entry.completeness() == Completeness.HARVESTED;
	}

	private void writeClassification() {
		for (String theme : this.entry.themes()) {
			writeTheme(theme);
		}
		order(ShuyuanTerms.THEME_ORDER, this.entry.themes().stream().map(IriText::encode).toList());
		code(this.subject, ShuyuanTerms.LIBRARY, "libraries", this.entry.library());
		writeArea();
		code(this.subject, ShuyuanTerms.ENTITY_KIND, "entity-kinds", this.entry.entityKind());
		code(this.subject, ShuyuanTerms.FREQUENCY, "frequencies", this.entry.frequency());
		known(this.subject, DCTerms.accrualPeriodicity, "frequencies", this.entry.frequency(), DCTerms.Frequency);
		for (SharingMode mode : this.entry.modes()) {
			this.subject.addProperty(ShuyuanTerms.SHARING_MODE, concept("sharing-modes", mode.code()));
		}
		order(ShuyuanTerms.MODE_ORDER, this.entry.modes().stream().map(SharingMode::code).toList());
		code(this.subject, ShuyuanTerms.DISCOVERABILITY, "discoverability", this.entry.discoverability().code());
		if (this.entry.grade() != null) {
			code(this.subject, ShuyuanTerms.GRADE, "grades", this.entry.grade().code());
		}
	}

	/** A theme with its names, so that the graph can be read alone. */
	private void writeTheme(String code) {
		Resource theme = concept("themes", code);
		this.subject.addProperty(DCAT.theme, theme);
		theme.addProperty(RDF.type, SKOS.Concept);
		text(theme, SKOS.prefLabel, CodeList.of("themes").label(code));
		CodeList.of("themes")
			.find(code)
			.flatMap((each) -> each.property("broadMatch"))
			.ifPresent((each) -> theme.addProperty(SKOS.broadMatch, this.model.createResource(each)));
	}

	private void writeArea() {
		if (this.entry.area() != null) {
			Resource area = concept("areas", this.entry.area());
			this.subject.addProperty(ShuyuanTerms.AREA, area);
			area.addProperty(RDF.type, DCTerms.Location);
		}
	}

	private void writeSharing(@Nullable SharingClass sharing) {
		if (sharing == null) {
			return;
		}
		code(this.subject, ShuyuanTerms.SHARING_CLASS, "sharing-class", sharing.code());
		switch (sharing) {
			case SharingClass.Unconditional _ -> {
			}
			case SharingClass.Conditional(var scope, var purposes) -> {
				scope.forEach((each) -> this.subject.addProperty(ShuyuanTerms.SHARING_SCOPE, agency(each)));
				purposes.forEach((each) -> this.subject.addProperty(ShuyuanTerms.PURPOSE, each));
			}
			case SharingClass.NotShared(var reason, var citations) -> {
				string(this.subject, ShuyuanTerms.NOT_SHARED_REASON, reason);
				writeCitations(ShuyuanTerms.NOT_SHARED_CITATION, "sharing-citation", citations);
			}
		}
	}

	private void writeOpenness(@Nullable Openness openness) {
		if (openness == null) {
			return;
		}
		code(this.subject, ShuyuanTerms.OPENNESS, "openness", openness.code());
		known(this.subject, DCTerms.accessRights, "openness", openness.code(), DCTerms.RightsStatement);
		switch (openness) {
			case Openness.Unconditional(var licence) -> code(this.subject, ShuyuanTerms.LICENCE, "licences", licence);
			case Openness.Conditional(var licence, var conditions) -> {
				code(this.subject, ShuyuanTerms.LICENCE, "licences", licence);
				text(this.subject, ShuyuanTerms.OPENING_CONDITIONS, conditions);
			}
			case Openness.NotOpen(var reason, var citations) -> {
				string(this.subject, ShuyuanTerms.NOT_OPEN_REASON, reason);
				writeCitations(ShuyuanTerms.NOT_OPEN_CITATION, "openness-citation", citations);
			}
		}
	}

	private void writeCitations(Property property, String name, List<Citation> citations) {
		for (int i = 0; i < citations.size(); i++) {
			Resource node = part(name, i);
			node.addProperty(RDF.type, ShuyuanTerms.CITATION);
			code(node, ShuyuanTerms.INSTRUMENT, "instruments", citations.get(i).instrument());
			string(node, ShuyuanTerms.ARTICLE, citations.get(i).article());
			position(node, i);
			this.subject.addProperty(property, node);
		}
	}

	private void writeItem(DataItem item, int index) {
		Resource node = (item.id() != null) ? this.model.createResource(this.base + "/items/" + item.id())
				: part("item", index);
		this.subject.addProperty(ShuyuanTerms.ITEM, node);
		node.addProperty(RDF.type, ShuyuanTerms.DATA_ITEM).addProperty(RDF.type, Csvw.COLUMN);
		position(node, index);
		text(node, DCTerms.title, item.name());
		string(node, Csvw.NAME, item.column());
		node.addProperty(Csvw.DATATYPE, Csvw.datatype(item.type()));
		if (item.length() != null) {
			node.addLiteral(Csvw.MAX_LENGTH, this.model.createTypedLiteral(item.length().intValue()));
		}
		text(node, DCTerms.description, item.meaning());
		code(node, ShuyuanTerms.ELEMENT, "elements", item.element());
		code(node, ShuyuanTerms.SENSITIVITY, "sensitivity", item.sensitivity().code());
		if (item.grade() != null) {
			code(node, ShuyuanTerms.GRADE, "grades", item.grade().code());
		}
		node.addLiteral(ShuyuanTerms.OPEN, item.open());
		if (item.openingReason() != null) {
			node.addProperty(ShuyuanTerms.OPENING_REASON, item.openingReason(), "zh");
		}
		if (item.required()) {
			node.addLiteral(Csvw.REQUIRED, true);
		}
		if (item.primaryKey()) {
			node.addLiteral(ShuyuanTerms.PRIMARY_KEY, true);
		}
		code(node, ShuyuanTerms.SOURCE_KIND, "source-kinds", item.source().kind().code());
		if (item.source().agency() != null) {
			node.addProperty(ShuyuanTerms.SOURCE_AGENCY, agency(item.source().agency()));
		}
		if (item.source().item() != null) {
			node.addProperty(ShuyuanTerms.SOURCE_ITEM,
					this.model.createResource(this.base + "/items/" + item.source().item()));
		}
	}

	private void writeDistribution(Distribution distribution, int index) {
		Resource node = (distribution.id() != null)
				? this.model.createResource(this.base + "/distributions/" + distribution.id())
				: part("distribution", index);
		this.subject.addProperty(DCAT.distribution, node);
		node.addProperty(RDF.type, DCAT.Distribution);
		if (this.entry.completeness() == Completeness.FULL) {
			node.addProperty(RDF.type, ShuyuanTerms.FULL_DISTRIBUTION);
		}
		position(node, index);
		text(node, DCTerms.title, distribution.title());
		code(node, ShuyuanTerms.DISTRIBUTION_KIND, "distribution-kinds", distribution.kind().code());
		code(node, ShuyuanTerms.FORMAT, "formats", distribution.format());
		known(node, DCTerms.format, "formats", distribution.format(), DCTerms.MediaTypeOrExtent);
		known(node, DCTerms.license, "licences", licence(this.entry.openness()), DCTerms.LicenseDocument);
		node.addProperty(DCAT.accessURL,
				(distribution.accessUrl() != null) ? address(distribution.accessUrl()) : this.subject);
		if (distribution.atSource() != null) {
			new SourceGraph(node, this.base, isHarvested()).write(distribution.atSource());
		}
	}

	private void writeContact(Entry.@Nullable Contact contact) {
		if (contact == null) {
			return;
		}
		Resource node = this.model.createResource(this.subject.getURI() + "#contact");
		this.subject.addProperty(DCAT.contactPoint, node);
		node.addProperty(RDF.type, VCARD4.Kind).addProperty(RDF.type, VCARD4.Organization);
		string(node, VCARD4.fn, contact.name());
		if (contact.phone() != null) {
			node.addProperty(VCARD4.hasTelephone, this.model.createResource("tel:" + IriText.encode(contact.phone())));
		}
		if (contact.email() != null) {
			node.addProperty(VCARD4.hasEmail, this.model.createResource("mailto:" + IriText.encode(contact.email())));
		}
	}

	private void writeProvenance() {
		for (EntryId related : this.entry.related()) {
			this.subject.addProperty(DCTerms.relation, this.model.createResource(this.base + "/entries/" + related));
		}
		order(ShuyuanTerms.RELATION_ORDER, this.entry.related().stream().map(EntryId::value).toList());
		date(DCTerms.issued, this.entry.issued());
		date(DCTerms.modified, this.entry.modified());
		if (this.entry.landingPage() != null) {
			RDFNode page = address(this.entry.landingPage());
			this.subject.addProperty(DCAT.landingPage, page);
			if (page.isResource()) {
				page.asResource().addProperty(RDF.type, FOAF.Document);
			}
		}
		string(this.subject, ShuyuanTerms.HARVESTED_FROM, this.entry.harvestedFrom());
	}

	/** An http or https address as a resource; anything else stays a literal. */
	private RDFNode address(String address) {
		return Iris.isHttp(address) ? this.model.createResource(address) : this.model.createLiteral(address);
	}

	private Resource agency(AgencyId id) {
		return this.model.createResource(this.base + "/agencies/" + id);
	}

	private Resource part(String name, int index) {
		return this.model.createResource(this.subject.getURI() + "#" + name + "-" + (index + 1));
	}

	private Resource concept(String scheme, String code) {
		return this.model.createResource(ShuyuanTerms.CODES + scheme + "/" + IriText.encode(code));
	}

	private void code(Resource node, Property property, String scheme, @Nullable String code) {
		if (code != null && !code.isEmpty()) {
			node.addProperty(property, concept(scheme, code));
		}
	}

	/** The address by which the rest of the world knows one of our concepts. */
	private void known(Resource node, Property property, String scheme, @Nullable String code, Resource type) {
		if (code != null) {
			CodeList.of(scheme).find(code).flatMap((each) -> each.property("exactMatch")).ifPresent((address) -> {
				Resource known = this.model.createResource(address);
				node.addProperty(property, known);
				known.addProperty(RDF.type, type);
			});
		}
	}

	private static @Nullable String licence(@Nullable Openness openness) {
		return switch (openness) {
			case Openness.Unconditional open -> open.licence();
			case Openness.Conditional open -> open.licence();
			case Openness.NotOpen _ -> null;
			case null -> null;
		};
	}

	/** Stores the order of a list where it is not the default order. */
	private void order(Property property, List<String> codes) {
		if (!codes.stream().sorted().distinct().toList().equals(codes)) {
			this.subject.addProperty(property, String.join(" ", codes));
		}
	}

	private void position(Resource node, int index) {
		node.addLiteral(ShuyuanTerms.POSITION, this.model.createTypedLiteral(index + 1));
	}

	static void text(Resource node, Property property, @Nullable Text text) {
		if (text != null) {
			if (text.language() == null) {
				node.addProperty(property, text.zh(), "zh");
			}
			else if (text.en() == null) {
				node.addProperty(property, text.zh(), text.language().equals(Text.UNKNOWN) ? "" : text.language());
			}
			if (text.en() != null) {
				node.addProperty(property, text.en(), "en");
			}
		}
	}

	private static void string(Resource node, Property property, @Nullable String text) {
		if (text != null && !text.isEmpty()) {
			node.addProperty(property, text);
		}
	}

	private void date(Property property, @Nullable LocalDate date) {
		if (date != null) {
			this.subject.addProperty(property, date.toString(), XSDDatatype.XSDdate);
		}
	}

}
