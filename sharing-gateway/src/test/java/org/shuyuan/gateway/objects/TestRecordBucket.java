package org.shuyuan.gateway.objects;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.mockito.Mockito;

/** Records in memory, on a server that may be silent. */
public final class TestRecordBucket {

	/** What was kept, by name. */
	public final Map<String, byte[]> records = new ConcurrentHashMap<>();

	/** Whether the server does not answer. */
	public volatile boolean silent;

	public final LockedBucket bucket = Mockito.mock(LockedBucket.class);

	public TestRecordBucket() {
		Mockito.doAnswer((call) -> {
			if (this.silent) {
				throw new ObjectsUnreachable(new IOException("silent"));
			}
			return this.records.put(call.getArgument(0), call.getArgument(1));
		}).when(this.bucket).keep(Mockito.anyString(), Mockito.any());
	}

}
