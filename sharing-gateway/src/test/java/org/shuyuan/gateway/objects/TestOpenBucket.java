package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.mockito.Mockito;

/** A bucket in memory, on a server that may be silent. */
public final class TestOpenBucket {

	/** What lies in it. */
	public final Set<OpenCopy> copies = ConcurrentHashMap.newKeySet();

	/** Whether the server does not answer. */
	public volatile boolean silent;

	/** What the server refuses to remove. */
	public final Set<OpenCopy> held = ConcurrentHashMap.newKeySet();

	/** Whether readers are sent there. */
	public volatile boolean redirects;

	/** What happens while a copy is made. */
	public volatile Runnable meanwhile = () -> {
	};

	public final OpenBucket bucket = Mockito.mock(OpenBucket.class);

	public TestOpenBucket() throws IOException {
		Mockito.doAnswer((call) -> {
			answer();
			this.meanwhile.run();
			return this.copies.add(call.getArgument(0));
		}).when(this.bucket).place(Mockito.any());
		Mockito.doAnswer((call) -> {
			answer();
			if (this.held.contains(call.<OpenCopy>getArgument(0))) {
				throw new ObjectsUnreachable(new IOException("held"));
			}
			return this.copies.remove(call.<OpenCopy>getArgument(0));
		}).when(this.bucket).remove(Mockito.any());
		Mockito
			.doAnswer((call) -> Optional.of(call.<OpenCopy>getArgument(0))
				.filter((_) -> this.redirects)
				.map((copy) -> URI.create("https://store.example/" + copy.sha256().value())))
			.when(this.bucket)
			.link(Mockito.any(), Mockito.anyString(), Mockito.anyString());
		Mockito.doAnswer((_) -> {
			answer();
			return Set.copyOf(this.copies);
		}).when(this.bucket).copies();
	}

	private void answer() {
		if (this.silent) {
			throw new ObjectsUnreachable(new IOException("silent"));
		}
	}

}
