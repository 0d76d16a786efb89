package org.shuyuan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stub of the authorization server: every subject is active as its token says, except
 * disabled ones.
 */
public final class IntrospectionServer {

	/** Where it is asked. */
	public static final String ADDRESS = start();

	/** Subjects that are no longer active. */
	public static final Set<String> DISABLED = ConcurrentHashMap.newKeySet();

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private IntrospectionServer() {
	}

	private static String start() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			server.createContext("/introspect", IntrospectionServer::answer);
			server.start();
			return "http://127.0.0.1:" + server.getAddress().getPort() + "/introspect";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			String token = URLDecoder.decode(form.replaceFirst("^.*?token=", "").replaceFirst("&.*", ""),
					StandardCharsets.UTF_8);
			ObjectNode said = (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
			said.put("active", !DISABLED.contains(said.path("sub").asString("")));
			byte[] body = JSON.writeValueAsBytes(said);
			exchange.getResponseHeaders().set("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
		}
	}

}
