package org.shuyuan.catalogue.dcat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.sparql.vocabulary.FOAF;
import org.apache.jena.vocabulary.DCAT;
import org.apache.jena.vocabulary.DCTerms;
import org.apache.jena.vocabulary.RDF;
import org.shuyuan.catalogue.publicview.PublicGraph;
import org.shuyuan.observability.PlatformProperties;

import org.springframework.stereotype.Component;

/**
 * The catalogue itself as dcat:Catalog, with Hydra links between its pages.
 */
@Component
class CatalogueGraph {

	private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";

	private final String baseUri;

	private final CatalogueTitleProperties title;

	CatalogueGraph(PlatformProperties platform, CatalogueTitleProperties title) {
		this.baseUri = platform.baseUri().toString();
		this.title = title;
	}

	/** Title, description and publisher. */
	Model head() {
		Model model = ModelFactory.createDefaultModel();
		model.setNsPrefixes(prefixes());
		Resource publisher = model.createResource(this.baseUri + "/#publisher")
			.addProperty(RDF.type, FOAF.Agent)
			.addProperty(FOAF.name, "数据主管部门", "zh")
			.addProperty(FOAF.name, "Data authority", "en");
		catalogue(model).addProperty(RDF.type, DCAT.Catalog)
			.addProperty(DCTerms.title, this.title.zh(), "zh")
			.addProperty(DCTerms.title, this.title.en(), "en")
			.addProperty(DCTerms.description, "全市公共数据的公开目录", "zh")
			.addProperty(DCTerms.description, "The city's public data, as far as they are public", "en")
			.addProperty(FOAF.homepage, model.createResource(this.baseUri + "/").addProperty(RDF.type, FOAF.Document))
			.addProperty(DCTerms.publisher, publisher);
		return model;
	}

	/** The catalogue's links to entries. */
	Model links(List<PublicGraph> entries) {
		Model model = ModelFactory.createDefaultModel();
		Resource catalogue = catalogue(model);
		for (PublicGraph entry : entries) {
			catalogue.addProperty(DCAT.dataset, model.createResource(this.baseUri + "/entries/" + entry.id()));
		}
		return model;
	}

	/** One page with its entries. */
	Model page(List<PublicGraph> entries, int page, int count) {
		Model model = head();
		model.add(links(entries));
		for (PublicGraph entry : entries) {
			entry.triples().forEach(model.getGraph()::add);
		}
		Resource here = model.createResource(address(page))
			.addProperty(RDF.type, hydra("PartialCollectionView"))
			.addProperty(hydra("first"), model.createResource(address(1)))
			.addProperty(hydra("last"), model.createResource(address(count)));
		if (page > 1) {
			here.addProperty(hydra("previous"), model.createResource(address(page - 1)));
		}
		if (page < count) {
			here.addProperty(hydra("next"), model.createResource(address(page + 1)));
		}
		catalogue(model).addProperty(RDF.type, hydra("Collection")).addProperty(hydra("view"), here);
		return model;
	}

	Map<String, String> prefixes() {
		Map<String, String> prefixes = new HashMap<>();
		prefixes.put("dcat", DCAT.getURI());
		prefixes.put("dct", DCTerms.getURI());
		prefixes.put("foaf", FOAF.getURI());
		prefixes.put("hydra", HYDRA);
		prefixes.put("skos", "http://www.w3.org/2004/02/skos/core#");
		prefixes.put("csvw", "http://www.w3.org/ns/csvw#");
		prefixes.put("xsd", "http://www.w3.org/2001/XMLSchema#");
		return prefixes;
	}

	private Resource catalogue(Model model) {
		return model.createResource(this.baseUri + "/catalogue");
	}

	private String address(int page) {
		return this.baseUri + "/catalogue?page=" + page;
	}

	private static Property hydra(String name) {
		return ResourceFactory.createProperty(HYDRA, name);
	}

}
