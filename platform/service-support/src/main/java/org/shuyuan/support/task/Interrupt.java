package org.shuyuan.support.task;

/** When a stop may interrupt the step under way, which it waits for otherwise. */
public enum Interrupt {

	/** Never: the step ends soon by itself, and an interrupt would lose its work. */
	NEVER,

	/**
	 * While it waits for some time, or within {@link BackgroundTask#interruptibly}. In
	 * the middle of file work an interrupt would close the file.
	 */
	WAITING,

	/** At once and at any point, but only once. */
	ALWAYS

}
