package org.shuyuan.connections;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resets the connection of a running request: what waits in the system's send buffer is
 * thrown away, which an orderly close would still deliver.
 */
public final class ConnectionReset {

	static final String ATTRIBUTE = ConnectionReset.class.getName();

	private static final Logger LOG = LoggerFactory.getLogger(ConnectionReset.class);

	private final SocketChannel channel;

	private final Selector selector;

	private boolean over;

	ConnectionReset(SocketChannel channel, Selector selector) {
		this.channel = channel;
		this.selector = selector;
	}

	/**
	 * The one of a request; absent where another server than the embedded one answers.
	 */
	public static Optional<ConnectionReset> of(ServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof ConnectionReset reset) ? Optional.of(reset)
				: Optional.empty();
	}

	/** Resets it, unless the request has ended meanwhile. */
	public synchronized void reset() {
		if (this.over) {
			return;
		}
		this.over = true;
		try {
			this.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
			this.channel.close();
		}
		catch (IOException ex) {
			LOG.debug("The connection was closed already", ex);
		}
		@Nullable SelectionKey key = this.channel.keyFor(this.selector);
		if (key != null) {
			key.cancel();
		}
		// the selector lets go of the closed channel when it wakes up
		this.selector.wakeup();
	}

	/** The request has ended; its connection may serve another one. */
	synchronized void end() {
		this.over = true;
	}

}
