package org.shuyuan.catalogue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The wire to a server, which a test can cut and mend.
 */
public final class Wire implements AutoCloseable {

	private final URI server;

	private final int port;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private @Nullable ServerSocket listening;

	private volatile boolean silent;

	public Wire(URI server) throws IOException {
		this.server = server;
		try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.port = free.getLocalPort();
		}
	}

	/** The server's address at this end. */
	public String url() {
		return "%s://127.0.0.1:%d".formatted(this.server.getScheme(), this.port);
	}

	public void mend() throws IOException {
		if (this.silent) {
			this.silent = false;
			hangUp();
			return;
		}
		ServerSocket socket = new ServerSocket();
		socket.setReuseAddress(true);
		socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
		this.listening = socket;
		Thread.ofVirtual().start(() -> accept(socket));
	}

	public void cut() throws IOException {
		if (this.listening != null) {
			this.listening.close();
		}
		hangUp();
	}

	/** A mended wire goes dead: whoever calls is let in, and never answered. */
	public void silence() throws IOException {
		this.silent = true;
		hangUp();
	}

	private void hangUp() throws IOException {
		for (Socket each : this.open) {
			each.close();
		}
		this.open.clear();
	}

	private void accept(ServerSocket socket) {
		while (!socket.isClosed()) {
			try {
				Socket near = socket.accept();
				this.open.add(near);
				if (this.silent) {
					continue;
				}
				Socket far = new Socket(this.server.getHost(), this.server.getPort());
				this.open.add(far);
				Thread.ofVirtual().start(() -> copy(near, far));
				Thread.ofVirtual().start(() -> copy(far, near));
			}
			catch (IOException ex) {
				// cut
			}
		}
	}

	private static void copy(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// cut
		}
	}

	@Override
	public void close() throws IOException {
		cut();
	}

}
