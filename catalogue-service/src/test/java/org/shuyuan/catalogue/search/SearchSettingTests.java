package org.shuyuan.catalogue.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.catalogue.TestSettings;
import org.shuyuan.catalogue.search.elasticsearch.ElasticsearchEngine;
import org.shuyuan.catalogue.search.elasticsearch.ElasticsearchProperties;
import org.shuyuan.catalogue.search.index.SearchEngine;
import org.shuyuan.catalogue.search.lucene.LuceneEngine;
import org.shuyuan.observability.InvalidSetting;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class SearchSettingTests {

	private final ApplicationContextRunner start = TestSettings.start(SearchConfiguration.class, Bound.class)
		.withBean(JsonMapper.class, () -> SearchContract.JSON);

	@Test
	void luceneNeedsNothing() {
		this.start.run((context) -> assertThat(context.getBean(SearchEngine.class)).isInstanceOf(LuceneEngine.class));
	}

	@Test
	void aClusterNeedsItsAddressOnly() {
		this.start
			.withPropertyValues("shuyuan.search=elasticsearch",
					"shuyuan.elasticsearch.url=http://127.0.0.1:9, https://b.example.cn:9200")
			.run((context) -> assertThat(context.getBean(SearchEngine.class)).isInstanceOf(ElasticsearchEngine.class));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					search=solr | SHUYUAN_SEARCH is 'solr'
					search=elasticsearch | SHUYUAN_ELASTICSEARCH_URL is missing
					search=elasticsearch;elasticsearch.url=search.example.cn:9200 | SHUYUAN_ELASTICSEARCH_URL is 'search.example.cn:9200'
					search=elasticsearch;elasticsearch.url=https://a b | SHUYUAN_ELASTICSEARCH_URL is 'https://a b'
					search=elasticsearch;elasticsearch.url=http://a/x,http://b | SHUYUAN_ELASTICSEARCH_URL is 'http://a/x,http://b'
					search=elasticsearch;elasticsearch.url=http://a;elasticsearch.user=u | SHUYUAN_ELASTICSEARCH_USER is set, but not its password
					search=elasticsearch;elasticsearch.url=http://a;elasticsearch.password=p | SHUYUAN_ELASTICSEARCH_PASSWORD is set, but not whose it is
					search=elasticsearch;elasticsearch.url=http://a;elasticsearch.user=u;elasticsearch.password=p;elasticsearch.api-key=k | Both SHUYUAN_ELASTICSEARCH_API_KEY and SHUYUAN_ELASTICSEARCH_USER
					search=elasticsearch;elasticsearch.url=http://a;elasticsearch.api-key=k 1 | SHUYUAN_ELASTICSEARCH_API_KEY is not a key
					search=elasticsearch;elasticsearch.url=http://a;elasticsearch.api-key-file=/no/such | SHUYUAN_ELASTICSEARCH_API_KEY_FILE is '/no/such', which cannot be read
					search=elasticsearch;elasticsearch.url=http://a;elasticsearch.ca=/no/such | SHUYUAN_ELASTICSEARCH_CA is '/no/such'
					search=elasticsearch;elasticsearch.url=http://a;elasticsearch.prefix=Shu | SHUYUAN_ELASTICSEARCH_PREFIX is 'Shu'
					""")
	void sayWhichIsWrongAndHow(String settings, String sentence) {
		TestSettings.refuses(this.start, settings, sentence);
	}

	@Test
	void aCertificateHasToBeOne(@TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate");
		this.start
			.withPropertyValues("shuyuan.search=elasticsearch", "shuyuan.elasticsearch.url=https://a",
					"shuyuan.elasticsearch.ca=" + file)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSetting.class)
				.hasMessageContaining("SHUYUAN_ELASTICSEARCH_CA"));
	}

	@Test
	void tellsNoSecret() {
		ElasticsearchProperties properties = new ElasticsearchProperties("http://a", "u", "secret1", null, "secret2",
				null, null, "p");
		assertThat(properties.toString()).doesNotContain("secret");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ SearchProperties.class, ElasticsearchProperties.class })
	static class Bound {

	}

}
