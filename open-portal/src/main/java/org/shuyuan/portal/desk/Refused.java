package org.shuyuan.portal.desk;

/**
 * A service refused what it was asked for in the name of the person signed in.
 */
public class Refused extends RuntimeException {

	private final transient Problem problem;

	public Refused(Problem problem) {
		super(problem.status() + " " + problem.code());
		this.problem = problem;
	}

	Refused(Problem problem, Throwable cause) {
		super(problem.status() + " " + problem.code(), cause);
		this.problem = problem;
	}

	/** What the service said. */
	public Problem problem() {
		return this.problem;
	}

}
