package org.shuyuan.catalogue.publicview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.ShuyuanTerms;
import org.shuyuan.vocab.classification.Grade;

/**
 * What DCAT-AP 3 says of where an entry's data are: a public download address, the
 * service that answers with rows, and what is known of the bytes.
 */
final class DataAccess {

	private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";

	private static final String CSV = "http://publications.europa.eu/resource/authority/file-type/CSV";

	private static final String SPDX = "http://spdx.org/rdf/terms#";

	private final String base;

	DataAccess(String base) {
		this.base = base;
	}

	/**
	 * What the public may have of a distribution's data.
	 *
	 * @param distribution which
	 * @param rows whether rows of the table
	 * @param bytes length of the original, if that may be had
	 * @param mediaType its media type
	 * @param sha256 its hash; absent if it may not be had
	 * @param told when it was announced
	 */
	record Open(String distribution, boolean rows, @Nullable Long bytes, @Nullable String mediaType,
			@Nullable String sha256, @Nullable Instant told) {
	}

	/**
	 * An entry's graph with these facts.
	 * @param triples the graph of a published entry
	 * @param id the entry
	 * @param published when it was published
	 * @param changed when it was changed last
	 */
	List<Triple> add(List<Triple> triples, String id, Instant published, Instant changed, List<Open> open) {
		Model model = ModelFactory.createDefaultModel();
		Resource entry = model.createResource(this.base + "/entries/" + id);
		boolean full = triples
			.contains(Triple.create(entry.asNode(), RDF.type.asNode(), ShuyuanTerms.FULL_ENTRY.asNode()));
		if (full) {
			describe(entry, triples, published,
					open.stream()
						.map(Open::told)
						.filter((told) -> told != null && told.isAfter(changed))
						.reduce(changed, (first, second) -> second.isAfter(first) ? second : first));
		}
		List<Node> asCsv = new ArrayList<>();
		for (Open each : mayOpen(entry, triples) ? open : List.<Open>of()) {
			Resource node = model.createResource(this.base + "/distributions/" + each.distribution());
			describe(node, each, entry, published);
			if (each.sha256() == null) {
				asCsv.add(node.asNode());
			}
		}
		List<Triple> all = new ArrayList<>(triples);
		all.removeIf((triple) -> triple.getPredicate().equals(DCTerms.format.asNode())
				&& asCsv.contains(triple.getSubject()));
		model.getGraph().find().forEach(all::add);
		return all.stream().distinct().toList();
	}

	/** What the gateway refuses by grade, regardless of the entry's openness. */
	private static boolean mayOpen(Resource entry, List<Triple> triples) {
		return Arrays.stream(Grade.values())
			.filter((grade) -> !grade.mayOpen())
			.noneMatch((grade) -> triples.contains(Triple.create(entry.asNode(), ShuyuanTerms.GRADE.asNode(),
					ResourceFactory.createResource(ShuyuanTerms.CODES + "grades/" + grade.code()).asNode())));
	}

	private static void describe(Resource entry, List<Triple> triples, Instant published, Instant modified) {
		if (lacks(entry, triples, DCTerms.issued.asNode())) {
			entry.addProperty(DCTerms.issued, published.toString(), XSDDatatype.XSDdateTime);
		}
		if (lacks(entry, triples, DCTerms.modified.asNode())) {
			entry.addProperty(DCTerms.modified, modified.toString(), XSDDatatype.XSDdateTime);
		}
		if (lacks(entry, triples, DCTerms.identifier.asNode())) {
			entry.addProperty(DCTerms.identifier, entry.getURI());
		}
		if (lacks(entry, triples, DCAT.landingPage.asNode())) {
			entry.addProperty(DCAT.landingPage, entry);
		}
	}

	private static boolean lacks(Resource entry, List<Triple> triples, Node property) {
		return triples.stream()
			.noneMatch(
					(triple) -> triple.getSubject().equals(entry.asNode()) && triple.getPredicate().equals(property));
	}

	private void describe(Resource node, Open open, Resource entry, Instant published) {
		Model model = node.getModel();
		String address = this.base + "/api/v1/sharing/distributions/" + open.distribution();
		node.addProperty(DCTerms.issued, published.toString(), XSDDatatype.XSDdateTime);
		if (open.told() != null) {
			node.addProperty(DCTerms.modified, open.told().toString(), XSDDatatype.XSDdateTime);
		}
		if (open.sha256() != null) {
			node.addProperty(DCAT.downloadURL, model.createResource(address + "/file"));
			mediaType(node, open.mediaType());
			if (open.bytes() != null) {
				node.addProperty(DCAT.byteSize, open.bytes().toString(), XSDDatatype.XSDnonNegativeInteger);
			}
			Resource checksum = model.createResource(node.getURI() + "#checksum")
				.addProperty(RDF.type, model.createResource(SPDX + "Checksum"))
				.addProperty(model.createProperty(SPDX, "algorithm"),
						model.createResource(SPDX + "checksumAlgorithm_sha256"))
				.addProperty(model.createProperty(SPDX, "checksumValue"), open.sha256(), XSDDatatype.XSDhexBinary);
			node.addProperty(model.createProperty(SPDX, "checksum"), checksum);
		}
		else {
			node.addProperty(DCAT.downloadURL, model.createResource(address + "/rows?format=csv"));
			mediaType(node, "text/csv");
			node.addProperty(DCTerms.format,
					model.createResource(CSV).addProperty(RDF.type, DCTerms.MediaTypeOrExtent));
		}
		if (open.rows()) {
			Resource service = model.createResource(node.getURI() + "#service")
				.addProperty(RDF.type, ResourceFactory.createResource(DCAT.NS + "DataService"))
				.addProperty(DCTerms.title, "查询接口", "zh")
				.addProperty(DCTerms.title, "Query interface", "en")
				.addProperty(DCAT.endpointURL, model.createResource(address + "/rows"))
				.addProperty(DCAT.endpointDescription, model.createResource(this.base + "/api/openapi.json"))
				.addProperty(DCAT.servesDataset, entry);
			node.addProperty(DCAT.accessService, service);
		}
	}

	private static void mediaType(Resource node, @Nullable String mediaType) {
		if (mediaType == null) {
			return;
		}
		int end = mediaType.indexOf(';');
		Resource type = node.getModel()
			.createResource(MEDIA_TYPES + ((end < 0) ? mediaType : mediaType.substring(0, end)))
			.addProperty(RDF.type, DCTerms.MediaType);
		node.addProperty(DCAT.mediaType, type);
	}

}
