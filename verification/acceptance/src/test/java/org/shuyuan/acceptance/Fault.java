package org.shuyuan.acceptance;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/**
 * What happens to a server.
 */
enum Fault {

	/** It and all its processes end at once; somebody starts it again. */
	KILLED((_, _) -> true, (testbed, server) -> testbed.signal(server, "KILL"), Testbed::restart),

	/** It does nothing any more, and its connections stay. */
	STOPPED((_, _) -> true, (testbed, server) -> testbed.signal(server, "STOP"),
			(testbed, server) -> testbed.signal(server, "CONT")),

	/** Nothing passes in either direction, and nobody is told. */
	CUT(Testbed::between, Testbed::cut, Testbed::mend),

	/** Whatever passes takes half a second longer, there and back. */
	SLOWED(Testbed::between, Testbed::slow, Testbed::mend),

	/**
	 * Its disk is full. Room is made again and it is started anew, as some servers write
	 * nothing before that.
	 */
	DISK_FULL(Testbed::hasDisk, Testbed::fill, (testbed, server) -> {
		testbed.makeRoom(server);
		testbed.stop(server);
		testbed.restart(server);
	});

	private final BiPredicate<Testbed, String> possible;

	private final BiConsumer<Testbed, String> begin;

	private final BiConsumer<Testbed, String> end;

	Fault(BiPredicate<Testbed, String> possible, BiConsumer<Testbed, String> begin, BiConsumer<Testbed, String> end) {
		this.possible = possible;
		this.begin = begin;
		this.end = end;
	}

	/** Whether it can be brought about here. */
	boolean possible(Testbed testbed, String server) {
		return this.possible.test(testbed, server);
	}

	void begin(Testbed testbed, String server) {
		this.begin.accept(testbed, server);
	}

	/** Takes it away again, as an operator would. */
	void end(Testbed testbed, String server) {
		this.end.accept(testbed, server);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
