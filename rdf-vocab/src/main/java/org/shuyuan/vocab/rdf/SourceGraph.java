package org.shuyuan.vocab.rdf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.apache.jena.vocabulary.SKOS;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.IriText;
import org.shuyuan.vocab.ShuyuanTerms;
import org.shuyuan.vocab.entry.NamedResource;
import org.shuyuan.vocab.entry.SourceDistribution;
import org.shuyuan.vocab.entry.SourceMetadata;

/**
 * What a source says in its own terms, as RDF: for the public with the properties of
 * DCAT, and for reading back as statements about statements ({@code sy:atSource}).
 */
final class SourceGraph {

	private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";

	private final Model model;

	private final String base;

	private final Resource subject;

	private final boolean harvested;

	private int count;

	/**
	 * @param subject what is described
	 * @param harvested whether the properties of DCAT are the source's to fill
	 */
	SourceGraph(Resource subject, String base, boolean harvested) {
		this.model = subject.getModel();
		this.base = base;
		this.subject = subject;
		this.harvested = harvested;
	}

	void write(SourceMetadata source) {
		writeOnly(DCTerms.publisher, source.publisher(), FOAF.Agent);
		source.themes().forEach((each) -> write(DCAT.theme, each, SKOS.Concept));
		writeOnly(DCTerms.accrualPeriodicity, source.frequency(), DCTerms.Frequency);
		source.licences().forEach((each) -> write(DCTerms.license, each, DCTerms.LicenseDocument));
		source.areas().forEach((each) -> write(DCTerms.spatial, each, DCTerms.Location));
		writeOnly(DCTerms.accessRights, source.accessRights(), DCTerms.RightsStatement);
	}

	void write(SourceDistribution source) {
		if (source.downloadUrl() != null) {
			this.subject.addProperty(DCAT.downloadURL, this.model.createResource(source.downloadUrl()));
		}
		if (source.mediaType() != null) {
			this.subject.addProperty(DCAT.mediaType, this.model.createResource(MEDIA_TYPES + source.mediaType())
				.addProperty(RDF.type, DCTerms.MediaType));
		}
		writeOnly(DCTerms.format, source.format(), DCTerms.MediaTypeOrExtent);
		writeOnly(DCTerms.license, source.licence(), DCTerms.LicenseDocument);
		date(DCTerms.issued, source.issued());
		date(DCTerms.modified, source.modified());
	}

	private void date(Property property, @Nullable LocalDate date) {
		if (date != null) {
			this.subject.addProperty(property, date.toString(), XSDDatatype.XSDdate);
		}
	}

	/** Of what DCAT-AP allows one of, the entry's own counts. */
	private void writeOnly(Property property, @Nullable NamedResource named, Resource type) {
		if (named != null) {
			write(property, named, type, this.harvested && !this.subject.hasProperty(property));
		}
	}

	private void write(Property property, NamedResource named, Resource type) {
		write(property, named, type, this.harvested);
	}

	private void write(Property property, NamedResource named, Resource type, boolean forEverybody) {
		this.count++;
		Resource kept = this.model.createResource(part() + this.count).addProperty(RDF.predicate, property);
		this.subject.addProperty(ShuyuanTerms.AT_SOURCE, kept);
		EntryWriter.text(kept, RDFS.label, named.name());
		if (named.uri() != null) {
			kept.addProperty(RDF.object, this.model.createResource(named.uri()));
		}
		if (forEverybody) {
			Resource node = isForeign(named.uri()) ? this.model.createResource(named.uri()) : kept;
			this.subject.addProperty(property, node);
			node.addProperty(RDF.type, type);
			EntryWriter.text(node, nameProperty(type), named.name());
			if (named.name() == null && (type.equals(SKOS.Concept) || type.equals(FOAF.Agent))) {
				node.addProperty(nameProperty(type), lastPart(node.getURI()));
			}
		}
	}

	/** Placeholder for the name that DCAT-AP requires where the source gives none. */
	private static String lastPart(String uri) {
		String last = uri.substring(Math.max(uri.lastIndexOf('/'), uri.lastIndexOf('#')) + 1);
		return last.isEmpty() ? uri : IriText.decode(last);
	}

	private String part() {
		String uri = this.subject.getURI();
		return uri + ((uri.indexOf('#') < 0) ? "#source-" : "-source-");
	}

	/** What a source says of our own terms and addresses is not published as its own. */
	private boolean isForeign(@Nullable String uri) {
		return uri != null && !uri.startsWith(this.base + "/") && !uri.startsWith(ShuyuanTerms.CODES)
				&& !uri.startsWith(ShuyuanTerms.NAMESPACE);
	}

	private static Property nameProperty(Resource type) {
		return type.equals(FOAF.Agent) ? FOAF.name : type.equals(SKOS.Concept) ? SKOS.prefLabel : RDFS.label;
	}

	static @Nullable SourceMetadata metadata(Resource subject) {
		SourceMetadata source = new SourceMetadata(first(subject, DCTerms.publisher), all(subject, DCAT.theme),
				first(subject, DCTerms.accrualPeriodicity), all(subject, DCTerms.license),
				all(subject, DCTerms.spatial), first(subject, DCTerms.accessRights));
		return source.equals(SourceMetadata.NONE) ? null : source;
	}

	static @Nullable SourceDistribution distribution(Resource subject) {
		SourceDistribution source = new SourceDistribution(uri(subject, DCAT.downloadURL).orElse(null),
				uri(subject, DCAT.mediaType).filter((each) -> each.startsWith(MEDIA_TYPES))
					.map((each) -> each.substring(MEDIA_TYPES.length()))
					.orElse(null),
				first(subject, DCTerms.format), first(subject, DCTerms.license), date(subject, DCTerms.issued),
				date(subject, DCTerms.modified));
		return source.equals(SourceDistribution.NONE) ? null : source;
	}

	private static @Nullable NamedResource first(Resource subject, Property property) {
		return all(subject, property).stream().findFirst().orElse(null);
	}

	private static List<NamedResource> all(Resource subject, Property property) {
		List<NamedResource> found = new ArrayList<>();
		for (Statement each : subject.listProperties(ShuyuanTerms.AT_SOURCE).toList()) {
			if (each.getResource().hasProperty(RDF.predicate, property)) {
				found.add(new NamedResource(uri(each.getResource(), RDF.object).orElse(null),
						EntryReader.text(each.getResource(), RDFS.label)));
			}
		}
		return found;
	}

	private static Optional<String> uri(Resource subject, Property property) {
		return Optional.ofNullable(subject.getProperty(property))
			.map(Statement::getObject)
			.filter(RDFNode::isURIResource)
			.map((each) -> each.asResource().getURI());
	}

	private static @Nullable LocalDate date(Resource subject, Property property) {
		return Optional.ofNullable(subject.getProperty(property))
			.map((each) -> LocalDate.parse(each.getLiteral().getLexicalForm()))
			.orElse(null);
	}

}
