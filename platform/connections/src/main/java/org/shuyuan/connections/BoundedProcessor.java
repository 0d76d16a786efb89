package org.shuyuan.connections;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.RequestDispatcher;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests, and gives up on one whose request line and headers do not arrive within
 * a time, however often a piece of them does.
 */
class BoundedProcessor extends Http11Processor {

	private static final String TOO_LARGE = StringManager.getManager(Http11InputBuffer.class)
		.getString("iib.requestheadertoolarge.error");

	private final BoundedEndpoint endpoint;

	private final long headerNanos;

	private @Nullable SocketWrapperBase<?> waiting;

	private long since;

	BoundedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter, BoundedEndpoint endpoint,
			Duration headerTimeout) {
		Marking marking = new Marking(adapter);
		super(protocol, marking);
		marking.processor = this;
		this.endpoint = endpoint;
		this.headerNanos = headerTimeout.toNanos();
	}

	@Override
	public SocketState service(SocketWrapperBase<?> connection) throws IOException {
		if (this.waiting != connection) {
			this.waiting = connection;
			this.since = System.nanoTime();
		}
		else if (System.nanoTime() - this.since > this.headerNanos) {
			this.waiting = null;
			return SocketState.CLOSED;
		}
		SocketState state = super.service(connection);
		if (state != SocketState.LONG) {
			this.waiting = null;
		}
		return state;
	}

	private void answer(Request request, Response response, Adapter adapter) throws Exception {
		this.waiting = null;
		tooLong(request, response);
		SocketWrapperBase<?> connection = getSocketWrapper();
		ConnectionReset reset = this.endpoint.begin(connection);
		request.setAttribute(ConnectionReset.ATTRIBUTE, reset);
		try {
			adapter.service(request, response);
		}
		finally {
			reset.end();
			this.endpoint.end(connection);
		}
	}

	/** Tomcat gives one answer to everything that it cannot read. */
	private static void tooLong(Request request, Response response) {
		if (response.getStatus() == 400
				&& request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IllegalArgumentException ex
				&& TOO_LARGE.equals(ex.getMessage())) {
			response.setStatus(request.requestURI().isNull() ? 414 : 431);
		}
	}

	/** Hands requests on, whose headers are complete now. */
	private static final class Marking implements Adapter {

		private final Adapter adapter;

		private @Nullable BoundedProcessor processor;

		Marking(Adapter adapter) {
			this.adapter = adapter;
		}

		@Override
		public void service(Request request, Response response) throws Exception {
			if (this.processor != null) {
				this.processor.answer(request, response, this.adapter);
			}
		}

		@Override
		public boolean prepare(Request request, Response response) throws Exception {
			return this.adapter.prepare(request, response);
		}

		@Override
		public boolean asyncDispatch(Request request, Response response, SocketEvent status) throws Exception {
			return this.adapter.asyncDispatch(request, response, status);
		}

		@Override
		public void log(Request request, Response response, long time) {
			this.adapter.log(request, response, time);
		}

		@Override
		public void checkRecycled(Request request, Response response) {
			this.adapter.checkRecycled(request, response);
		}

		@Override
		public String getDomain() {
			return this.adapter.getDomain();
		}

	}

}
