package org.shuyuan.gateway.access;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.shuyuan.gateway.policy.Reason;

/** What was being delivered was taken back; the connection is broken off. */
class TakenBack extends IOException {

	private TakenBack(Reason reason) {
		super("Taken back: " + reason.code());
	}

	/**
	 * Goes on only if the delivery was not taken back.
	 * @throws TakenBack to break off what has begun, so that it does not end cleanly
	 * @throws Refused if nothing was sent yet
	 */
	static void check(Watch watch, String decision, HttpServletResponse response) throws TakenBack {
		if (watch.getAsBoolean()) {
			throw of(watch.reason(), decision, response);
		}
	}

	/** How a delivery that was taken back ends. */
	static TakenBack of(Reason reason, String decision, HttpServletResponse response) {
		if (response.isCommitted()) {
			return new TakenBack(reason);
		}
		response.reset();
		throw new Refused(reason, decision);
	}

}
