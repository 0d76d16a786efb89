package org.shuyuan.acceptance;

import java.util.Locale;

/**
 * What happens to a server.
 */
enum Fault {

	/** It and all its processes end at once; somebody starts it again. */
	KILLED {
		@Override
		boolean possible(Testbed testbed, String server) {
			return true;
		}

		@Override
		void begin(Testbed testbed, String server) {
			testbed.signal(server, "KILL");
		}

		@Override
		void end(Testbed testbed, String server) {
			testbed.restart(server);
		}
	},

	/** It does nothing any more, and its connections stay. */
	STOPPED {
		@Override
		boolean possible(Testbed testbed, String server) {
			return true;
		}

		@Override
		void begin(Testbed testbed, String server) {
			testbed.signal(server, "STOP");
		}

		@Override
		void end(Testbed testbed, String server) {
			testbed.signal(server, "CONT");
		}
	},

	/** Nothing passes in either direction, and nobody is told. */
	CUT {
		@Override
		boolean possible(Testbed testbed, String server) {
			return testbed.between(server);
		}

		@Override
		void begin(Testbed testbed, String server) {
			testbed.cut(server);
		}

		@Override
		void end(Testbed testbed, String server) {
			testbed.mend(server);
		}
	},

	/** Whatever passes takes a second longer, there and back. */
	SLOWED {
		@Override
		boolean possible(Testbed testbed, String server) {
			return testbed.between(server);
		}

		@Override
		void begin(Testbed testbed, String server) {
			testbed.slow(server);
		}

		@Override
		void end(Testbed testbed, String server) {
			testbed.mend(server);
		}
	},

	/**
	 * Its disk is full. Room is made again and it is started anew, as some servers write
	 * nothing before that.
	 */
	DISK_FULL {
		@Override
		boolean possible(Testbed testbed, String server) {
			return testbed.hasDisk(server);
		}

		@Override
		void begin(Testbed testbed, String server) {
			testbed.fill(server);
		}

		@Override
		void end(Testbed testbed, String server) {
			testbed.makeRoom(server);
			testbed.stop(server);
			testbed.restart(server);
		}
	};

	/** Whether it can be brought about here. */
	abstract boolean possible(Testbed testbed, String server);

	abstract void begin(Testbed testbed, String server);

	/** Takes it away again, as an operator would. */
	abstract void end(Testbed testbed, String server);

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
