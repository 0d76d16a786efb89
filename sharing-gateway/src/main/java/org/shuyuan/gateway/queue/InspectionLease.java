package org.shuyuan.gateway.queue;

import org.shuyuan.gateway.inspection.PendingVersion;

/**
 * A version that this process inspects. Other instances leave it alone until the lease is
 * closed, or its connection ends with the process.
 */
public final class InspectionLease implements AutoCloseable {

	private final PendingVersion version;

	private final Runnable release;

	InspectionLease(PendingVersion version, Runnable release) {
		this.version = version;
		this.release = release;
	}

	/** The version inspected. */
	public PendingVersion version() {
		return this.version;
	}

	public static String name(String distribution, int version) {
		return distribution + "/" + version;
	}

	@Override
	public void close() {
		this.release.run();
	}

}
