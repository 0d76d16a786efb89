package org.shuyuan.gateway.objects;

/**
 * More bytes were sent than an object may have; nothing of them was stored.
 */
public class ObjectTooLarge extends RuntimeException {

	private final long limit;

	ObjectTooLarge(long limit) {
		super("More than " + limit + " bytes");
		this.limit = limit;
	}

	/** The most bytes that would have been accepted. */
	public long limit() {
		return this.limit;
	}

}
