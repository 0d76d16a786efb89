package org.shuyuan.gateway.request;

import java.util.Set;

import org.shuyuan.vocab.identifier.RequestId;

/**
 * About which requests, or grants that they led to, a dispute is open.
 */
public interface OpenDisputes {

	/** Whether a dispute about a request, or the grant it led to, is open. */
	boolean open(RequestId request);

	/** The requests about which a dispute is open. */
	Set<String> openRequests();

}
