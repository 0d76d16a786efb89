package org.shuyuan.catalogue.search;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("org.shuyuan.catalogue.search.ElasticsearchServer#present")
class ElasticsearchSearchTests extends SearchContract {

	private TestCluster cluster;

	@Override
	SearchEngine engine(Path folder) {
		this.cluster = new TestCluster();
		return this.cluster.engine();
	}

	@AfterEach
	void remove() throws IOException {
		this.cluster.close();
	}

}
