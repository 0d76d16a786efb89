package org.shuyuan.gateway.delivery;

import java.io.IOException;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.access.AccessRefused;
import org.shuyuan.gateway.access.PermittedAccess;
import org.shuyuan.gateway.catalogue.Snapshot;
import org.shuyuan.gateway.query.TableQuery;
import org.shuyuan.gateway.rowformat.RowFormat;
import org.shuyuan.gateway.tables.QueryStopped;
import org.shuyuan.gateway.tables.RowSink;
import org.shuyuan.gateway.tables.Tables;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.caller.Caller;

import org.springframework.stereotype.Component;

/** Rows as a file, streamed as fast as the reader takes them. */
@Component
class RowFiles {

	private final Tables tables;

	private final Snapshot snapshot;

	private final ZoneId zone;

	private final DeliveryWatch watch;

	RowFiles(Tables tables, Snapshot snapshot, DeliveryWatch watch, PlatformProperties platform) {
		this.watch = watch;
		this.tables = tables;
		this.snapshot = snapshot;
		this.zone = platform.zone();
	}

	/**
	 * Sends the rows.
	 * @param people whether the file is to be opened by people
	 * @param sent counts them
	 */
	void send(TableQuery query, PermittedAccess<?> permittedAccess, RowFormat form, boolean people, AtomicLong sent,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setContentType(form.mediaType());
		response.setHeader("Content-Disposition", disposition(permittedAccess.offer().data(), form));
		DeliveryGuard guard = this.watch.over(permittedAccess, request, response);
		try {
			RowSink sink = people ? form.openForPeople(response.getOutputStream(), query.selected())
					: form.open(response.getOutputStream(), query.selected());
			this.tables.stream(query, new Counting(sink, sent), permittedAccess.watch(), reader(request),
					guard::cutOff);
			DeliveryRevoked.check(permittedAccess.watch(), permittedAccess.decision(), response);
			sink.close();
		}
		catch (QueryStopped ex) {
			guard.failed(ex);
			if (ex.timeout() && !response.isCommitted()) {
				sent.set(0);
				response.reset();
				throw RowProblems.tooSlow();
			}
			throw DeliveryRevoked.of(permittedAccess.watch().reason(), permittedAccess.decision(), response);
		}
		catch (AccessRefused ex) {
			sent.set(0);
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			guard.failed(ex);
			throw ex;
		}
		finally {
			guard.close();
		}
	}

	/**
	 * Whose share a delivery is of. A proxy or the portal on this machine asks for many,
	 * and has none.
	 */
	private static @Nullable String reader(HttpServletRequest request) {
		Caller caller = Caller.current();
		if (!caller.subject().isEmpty()) {
			return caller.subject();
		}
		String address = request.getRemoteAddr();
		return (address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1")) ? null
				: address;
	}

	private String disposition(DataVersion data, RowFormat form) {
		String plain = "rows." + form.extension();
		return this.snapshot.find(data.distribution())
			.map((known) -> DownloadName.of(known.entry(), data.distribution(), data.at().atZone(this.zone),
					form.extension()))
			.orElseGet(() -> DownloadName.of(plain, plain));
	}

	private record Counting(RowSink sink, AtomicLong rows) implements RowSink {

		@Override
		public void row(@Nullable Object[] values) throws IOException {
			this.sink.row(values);
			this.rows.incrementAndGet();
		}

		@Override
		public void close() throws IOException {
			this.sink.close();
		}

	}

}
