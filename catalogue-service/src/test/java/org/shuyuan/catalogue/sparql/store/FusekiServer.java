package org.shuyuan.catalogue.sparql.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.shuyuan.catalogue.TestCatalogue;
import org.shuyuan.catalogue.TestbedServer;

/**
 * A real SPARQL server for all tests of a JVM; they use its dataset one after the other
 * and leave it empty.
 */
public final class FusekiServer {

	private static final Optional<Map<String, String>> SETTINGS = TestbedServer
		.settings("fuseki", "SHUYUAN_SPARQL_QUERY", Path.of("org/apache/jena/jena-fuseki-server"))
		.filter(FusekiServer::holdsNothingElse);

	private FusekiServer() {
	}

	static boolean present() {
		return SETTINGS.isPresent();
	}

	public static URI address() {
		return properties().queries();
	}

	/** Tests empty the dataset, so it has to be one for tests. */
	private static boolean holdsNothingElse(Map<String, String> settings) {
		boolean others = new SparqlServer(properties(settings))
			.holds("ASK { GRAPH ?g { ?s ?p ?o } FILTER(!STRSTARTS(STR(?g), '%s/')) }".formatted(TestCatalogue.BASE));
		if (others) {
			System.out.println("The SPARQL server is not tested: its dataset holds what tests would delete");
		}
		return !others;
	}

	static SparqlProperties properties() {
		return properties(SETTINGS.orElseThrow());
	}

	private static SparqlProperties properties(Map<String, String> settings) {
		String file = settings.get("SHUYUAN_SPARQL_PASSWORD_FILE");
		return new SparqlProperties("remote", settings.get("SHUYUAN_SPARQL_QUERY"),
				settings.get("SHUYUAN_SPARQL_UPDATE"), settings.get("SHUYUAN_SPARQL_USER"),
				settings.get("SHUYUAN_SPARQL_PASSWORD"), (file != null) ? Path.of(file) : null);
	}

	/** The same server, reached by another way. */
	public static SparqlProperties through(String way) {
		SparqlProperties direct = properties();
		return new SparqlProperties("remote", through(way, direct.queries()), through(way, direct.updates()),
				direct.sparqlUser(), direct.sparqlPassword(), direct.sparqlPasswordFile());
	}

	private static String through(String way, URI address) {
		String query = address.getRawQuery();
		return way + address.getRawPath() + ((query != null) ? "?" + query : "");
	}

	public static SparqlServer server() {
		return new SparqlServer(properties());
	}

	public static void empty() {
		server().update("DROP ALL");
	}

}
