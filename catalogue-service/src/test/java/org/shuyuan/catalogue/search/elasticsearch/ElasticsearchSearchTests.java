package org.shuyuan.catalogue.search.elasticsearch;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.shuyuan.catalogue.search.SearchContract;
import org.shuyuan.catalogue.search.index.SearchEngine;

@EnabledIf("org.shuyuan.catalogue.search.elasticsearch.ElasticsearchServer#present")
class ElasticsearchSearchTests extends SearchContract {

	private TestCluster cluster;

	@Override
	protected SearchEngine engine(Path folder) {
		this.cluster = new TestCluster();
		return this.cluster.engine();
	}

	@AfterEach
	void remove() throws IOException {
		this.cluster.close();
	}

}
