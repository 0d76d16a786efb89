package org.shuyuan.catalogue.sparql;

import javax.sql.DataSource;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.shuyuan.catalogue.publicview.WriterLock;
import org.shuyuan.catalogue.sparql.store.EmbeddedStore;
import org.shuyuan.catalogue.sparql.store.QuadStore;
import org.shuyuan.catalogue.sparql.store.RemoteStore;
import org.shuyuan.catalogue.sparql.store.SparqlProperties;
import org.shuyuan.catalogue.sparql.store.SparqlServer;
import org.shuyuan.observability.PlatformProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SparqlConfiguration {

	/** TDB2 by default; {@code SHUYUAN_SPARQL=remote} shares a server. */
	@Bean
	QuadStore cataloguePublicQuads(SparqlProperties properties, PlatformProperties platform, DataSource database) {
		Node view = NodeFactory.createURI(platform.baseUri() + "/sparql");
		if (properties.remote()) {
			return new RemoteStore(new SparqlServer(properties), view, new WriterLock(database, "sparql"));
		}
		return new EmbeddedStore(platform.dataFolder().resolve("catalogue/sparql"), view);
	}

}
