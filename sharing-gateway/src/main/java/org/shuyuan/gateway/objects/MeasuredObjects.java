package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.shuyuan.observability.RecentFailure;

import org.springframework.beans.factory.DisposableBean;

/**
 * Times what is asked of an object store, until it begins to answer, and knows whether a
 * server took what it was last given. For files the room on the disk is reported
 * separately.
 */
final class MeasuredObjects implements ObjectStore, DisposableBean {

	private final ObjectStore store;

	private final MeterRegistry meters;

	private final RecentFailure keeping = new RecentFailure(InstantSource.system());

	MeasuredObjects(ObjectStore store, MeterRegistry meters) {
		this.store = store;
		this.meters = meters;
		List.of("put", "open", "delete").forEach((operation) -> timer(operation, "done"));
	}

	private Timer timer(String operation, String outcome) {
		return Timer.builder("shuyuan.objects")
			.description("Calls of the object store")
			.tag("operation", operation)
			.tag("outcome", outcome)
			.register(this.meters);
	}

	@Override
	public StoredObject put(InputStream bytes, long limit) throws IOException {
		try {
			StoredObject kept = timed("put", () -> this.store.put(bytes, limit));
			this.keeping.succeeded();
			return kept;
		}
		catch (ObjectsUnreachable refused) {
			this.keeping.failed(refused);
			throw refused;
		}
	}

	@Override
	public InputStream open(Sha256 sha256, long from, long length) throws IOException {
		return timed("open", () -> this.store.open(sha256, from, length));
	}

	@Override
	public Optional<Path> findLocal(Sha256 sha256) {
		return this.store.findLocal(sha256);
	}

	@Override
	public void retain(Sha256 sha256) {
		this.store.retain(sha256);
	}

	@Override
	public void delete(Sha256 sha256) throws IOException {
		timed("delete", () -> {
			this.store.delete(sha256);
			return sha256;
		});
	}

	@Override
	public void check() throws Exception {
		this.store.check();
		this.keeping.check();
	}

	@Override
	public void destroy() throws Exception {
		if (this.store instanceof DisposableBean disposable) {
			disposable.destroy();
		}
	}

	@Override
	public boolean has(Sha256 sha256) {
		return this.store.has(sha256);
	}

	@Override
	public Stream<Sha256> list() throws IOException {
		return this.store.list();
	}

	@Override
	public boolean sweep(Sha256 sha256) throws IOException {
		return timed("sweep", () -> this.store.sweep(sha256));
	}

	@Override
	public Optional<String> findOwner() throws IOException {
		return this.store.findOwner();
	}

	@Override
	public void own(String owner) throws IOException {
		this.store.own(owner);
	}

	private <T> T timed(String operation, Call<T> call) throws IOException {
		Timer.Sample sample = Timer.start(this.meters);
		String outcome = "failed";
		try {
			T result = call.make();
			outcome = "done";
			return result;
		}
		catch (NoSuchFileException ex) {
			outcome = "missing";
			throw ex;
		}
		catch (ObjectTooLarge ex) {
			outcome = "too-large";
			throw ex;
		}
		catch (ObjectsUnreachable ex) {
			outcome = "unreachable";
			throw ex;
		}
		finally {
			sample.stop(timer(operation, outcome));
		}
	}

	/** A call of the store. */
	private interface Call<T> {

		T make() throws IOException;

	}

}
