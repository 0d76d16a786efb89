package org.shuyuan.catalogue.sparql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shuyuan.catalogue.TestSettings;
import org.shuyuan.catalogue.sparql.store.EmbeddedStore;
import org.shuyuan.catalogue.sparql.store.QuadStore;
import org.shuyuan.catalogue.sparql.store.RemoteStore;
import org.shuyuan.catalogue.sparql.store.SparqlProperties;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class SparqlSettingTests {

	private static final String[] REMOTE = { "shuyuan.sparql=remote", "shuyuan.sparql-query=http://127.0.0.1:9/query",
			"shuyuan.sparql-update=http://127.0.0.1:9/update" };

	private final ApplicationContextRunner start = TestSettings.start(SparqlConfiguration.class, Bound.class);

	@Test
	void embeddedNeedsNothing() {
		this.start.run((context) -> assertThat(context.getBean(QuadStore.class)).isInstanceOf(EmbeddedStore.class));
		this.start.withPropertyValues("shuyuan.sparql=embedded")
			.run((context) -> assertThat(context.getBean(QuadStore.class)).isInstanceOf(EmbeddedStore.class));
	}

	@Test
	void aServerNeedsItsTwoAddressesAndMayAskWhoWeAre(@TempDir Path folder) throws IOException {
		this.start.withPropertyValues(REMOTE)
			.run((context) -> assertThat(context.getBean(QuadStore.class)).isInstanceOf(RemoteStore.class));
		Path file = Files.writeString(folder.resolve("password"), "secret\n");
		this.start.withPropertyValues(REMOTE)
			.withPropertyValues("shuyuan.sparql-user=u", "shuyuan.sparql-password-file=" + file)
			.run((context) -> assertThat(context.getBean(SparqlProperties.class).authorization())
				.contains("Basic dTpzZWNyZXQ="));
	}

	@Test
	void theEnvironmentSetsThem() {
		Map<String, Object> environment = Map.of("SHUYUAN_SPARQL", "remote", "SHUYUAN_SPARQL_QUERY",
				"http://a/query?timeout=10", "SHUYUAN_SPARQL_UPDATE", "http://a/update", "SHUYUAN_SPARQL_USER", "u",
				"SHUYUAN_SPARQL_PASSWORD", "p");
		this.start
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", environment)))
			.run((context) -> assertThat(context.getBean(SparqlProperties.class)).isEqualTo(
					new SparqlProperties("remote", "http://a/query?timeout=10", "http://a/update", "u", "p", null)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					sparql=virtuoso | SHUYUAN_SPARQL is 'virtuoso'; 'embedded' or 'remote' is expected
					sparql=remote | SHUYUAN_SPARQL is 'remote', but SHUYUAN_SPARQL_QUERY is missing: set it to
					sparql=remote;sparql-query=http://a/query | SHUYUAN_SPARQL is 'remote', but SHUYUAN_SPARQL_UPDATE is missing
					sparql=remote;sparql-query=a:80/query;sparql-update=http://a/update | SHUYUAN_SPARQL_QUERY is 'a:80/query'
					sparql=remote;sparql-query=http://a/query;sparql-update=https://a b | SHUYUAN_SPARQL_UPDATE is 'https://a b'
					sparql=remote;sparql-query=http://u:p@a/query;sparql-update=http://a/update | SHUYUAN_SPARQL_QUERY is 'http://…@a/query'
					sparql=remote;sparql-query=http://a/query;sparql-update=http://a/update;sparql-user=u | SHUYUAN_SPARQL_USER is set, but not its password
					sparql=remote;sparql-query=http://a/query;sparql-update=http://a/update;sparql-password=p | SHUYUAN_SPARQL_PASSWORD is set, but not whose it is
					sparql=remote;sparql-query=http://a/query;sparql-update=http://a/update;sparql-user=u;sparql-password-file=/no/such | SHUYUAN_SPARQL_PASSWORD_FILE is '/no/such', which cannot be read
					""")
	void sayWhichIsWrongAndHow(String settings, String sentence) {
		TestSettings.refuses(this.start, settings, sentence);
	}

	@Test
	void tellsNoSecret() {
		assertThat(new SparqlProperties("remote", "http://a", "http://b", "u", "secret1", null).toString())
			.doesNotContain("secret");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(SparqlProperties.class)
	static class Bound {

	}

}
