package org.shuyuan.connections;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections within bounds. One address has only a share of them; and when all
 * are taken, the longest idle ones are closed, so that connections without requests do
 * not lock others out.
 */
class BoundedEndpoint extends NioEndpoint {

	/** So many are closed at once. */
	private static final int ROOM = 16;

	private final Set<SocketWrapperBase<?>> serving = ConcurrentHashMap.newKeySet();

	private final Set<SocketWrapperBase<?>> leaving = ConcurrentHashMap.newKeySet();

	private int most = Integer.MAX_VALUE;

	private int mostOfOneAddress = Integer.MAX_VALUE;

	private Set<InetAddress> proxies = Set.of();

	private long stallMillis;

	/**
	 * Sets the bounds.
	 * @param most connections at once
	 * @param mostOfOneAddress connections of one address
	 * @param proxies addresses without that bound
	 * @param stallTimeout longest time without any progress of an answer
	 */
	void bound(int most, int mostOfOneAddress, Set<InetAddress> proxies, Duration stallTimeout) {
		this.stallMillis = stallTimeout.toMillis();
		this.most = most;
		this.mostOfOneAddress = mostOfOneAddress;
		this.proxies = Set.copyOf(proxies);
		setMaxConnections(most + ROOM * 4);
	}

	@Override
	protected boolean setSocketOptions(SocketChannel socket) {
		if (!mayEnter(socket)) {
			destroySocket(socket);
			return true;
		}
		if (this.connections.size() >= this.most) {
			makeRoom();
		}
		return super.setSocketOptions(socket);
	}

	private boolean mayEnter(SocketChannel socket) {
		InetAddress address = address(socket);
		if (address == null || this.proxies.contains(address) || this.connections.size() < this.mostOfOneAddress) {
			return true;
		}
		return this.connections.keySet()
			.stream()
			.filter((other) -> address.equals(address(other)))
			.count() < this.mostOfOneAddress;
	}

	private void makeRoom() {
		this.leaving.retainAll(this.connections.values());
		List<Idle> oldest = this.connections.values()
			.stream()
			.filter((connection) -> !this.serving.contains(connection) && !this.leaving.contains(connection))
			.map((connection) -> new Idle(connection, ((NioSocketWrapper) connection).getLastRead()))
			.sorted(Comparator.comparingLong(Idle::since))
			.limit(ROOM)
			.toList();
		oldest.forEach((idle) -> {
			this.leaving.add(idle.connection);
			processSocket(idle.connection, SocketEvent.DISCONNECT, true);
		});
	}

	private static @Nullable InetAddress address(SocketChannel socket) {
		try {
			SocketAddress remote = socket.getRemoteAddress();
			return (remote instanceof InetSocketAddress internet) ? internet.getAddress() : null;
		}
		catch (IOException _) {
			return null;
		}
	}

	/** A request has come on a connection. */
	ConnectionReset begin(SocketWrapperBase<?> connection) {
		connection.setWriteTimeout(this.stallMillis);
		this.serving.add(connection);
		NioSocketWrapper wrapper = (NioSocketWrapper) connection;
		return new ConnectionReset(wrapper.getSocket().getIOChannel(),
				Objects.requireNonNull(wrapper.getPoller()).getSelector());
	}

	/** It was answered. */
	void end(SocketWrapperBase<?> connection) {
		this.serving.remove(connection);
	}

	/**
	 * A connection, and since when it has been idle; the time may change while it is
	 * compared.
	 */
	private record Idle(SocketWrapperBase<NioChannel> connection, long since) {
	}

}
