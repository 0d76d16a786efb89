package org.shuyuan.gateway.access;

import java.io.IOException;

import org.shuyuan.gateway.policy.Reason;

/** What was being delivered was taken back; the connection is broken off. */
class TakenBack extends IOException {

	TakenBack(Reason reason) {
		super("Taken back: " + reason.code());
	}

}
