package org.shuyuan.portal.client;

/**
 * A service refused what it was asked for in the name of the person signed in.
 */
public class CallRefused extends RuntimeException {

	private final transient ServiceProblem serviceProblem;

	public CallRefused(ServiceProblem serviceProblem) {
		super(serviceProblem.status() + " " + serviceProblem.code());
		this.serviceProblem = serviceProblem;
	}

	CallRefused(ServiceProblem serviceProblem, Throwable cause) {
		super(serviceProblem.status() + " " + serviceProblem.code(), cause);
		this.serviceProblem = serviceProblem;
	}

	/** What the service said. */
	public ServiceProblem problem() {
		return this.serviceProblem;
	}

}
