package org.shuyuan.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The peer for downloads: nginx with sendfile over one folder, on loopback.
 */
final class NginxPeer implements AutoCloseable {

	private final Process process;

	final String base;

	NginxPeer(Path folder) throws IOException {
		int port;
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		Path home = Files.createTempDirectory("nginx");
		Path configuration = home.resolve("nginx.conf");
		Files.writeString(configuration, """
				%s
				daemon off;
				worker_processes 2;
				pid %2$s/pid;
				error_log %2$s/error.log;
				events { worker_connections 256; }
				http {
				  access_log off;
				  sendfile on;
				  tcp_nopush on;
				  client_body_temp_path %2$s/a;
				  proxy_temp_path %2$s/b;
				  fastcgi_temp_path %2$s/c;
				  uwsgi_temp_path %2$s/d;
				  scgi_temp_path %2$s/e;
				  server { listen 127.0.0.1:%3$d; root %4$s; }
				}
				""".formatted(System.getProperty("user.name").equals("root") ? "user root;" : "", home, port, folder));
		this.process = new ProcessBuilder("nginx", "-c", configuration.toString()).inheritIO().start();
		this.base = "http://127.0.0.1:" + port;
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			this.process.waitFor(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
