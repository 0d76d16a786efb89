package org.shuyuan.catalogue.dcat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.publicview.PublicGraph;
import org.shuyuan.catalogue.publicview.PublicView;

import org.springframework.stereotype.Component;

/**
 * All public entries by numbered pages. Where pages begin is worked out once a minute at
 * most, by one caller, while the others take it as it was: a page then holds more or
 * fewer entries than it might, but together the pages hold every entry once.
 */
@Component
class PublicEntryPages {

	private static final int SIZE = 100;

	/** A page that has grown beyond this is split at once. */
	private static final int MOST = 2 * SIZE;

	private static final Duration KEPT = Duration.ofMinutes(1);

	private final PublicView view;

	private final Clock clock;

	private final ReentrantLock numbering = new ReentrantLock();

	private volatile @Nullable Numbered numbered;

	PublicEntryPages(PublicView view, Clock clock) {
		this.view = view;
		this.clock = clock;
	}

	/**
	 * A page.
	 * @param number of the page, from 1
	 */
	Page page(int number) {
		Numbered pages = current();
		while (true) {
			List<String> starts = pages.starts();
			int count = Math.max(1, starts.size());
			if (number < 1 || number > count) {
				return new Page(null, count);
			}
			String from = (number == 1) ? "" : starts.get(number - 1);
			String until = (number < count) ? starts.get(number) : null;
			List<PublicGraph> entries = this.view.graphs(from, until, MOST + 1);
			if (entries.size() <= MOST) {
				return new Page(entries, count);
			}
			pages = insteadOf(pages);
		}
	}

	private Numbered current() {
		Numbered known = this.numbered;
		if (known == null) {
			return insteadOf(null);
		}
		if (known.at().plus(KEPT).isAfter(this.clock.instant()) || !this.numbering.tryLock()) {
			return known;
		}
		try {
			return insteadOf(known);
		}
		finally {
			this.numbering.unlock();
		}
	}

	private Numbered insteadOf(@Nullable Numbered old) {
		this.numbering.lock();
		try {
			Numbered known = this.numbered;
			if (known != null && known != old) {
				return known;
			}
			Instant now = this.clock.instant();
			long position = this.view.standing().position();
			Numbered anew = new Numbered(now, position,
					(known != null && known.position() == position) ? known.starts() : this.view.pages(SIZE));
			this.numbered = anew;
			return anew;
		}
		finally {
			this.numbering.unlock();
		}
	}

	/**
	 * One page.
	 *
	 * @param entries what is on it, null where there is no such page
	 * @param count how many pages there are
	 */
	record Page(@Nullable List<PublicGraph> entries, int count) {
	}

	/**
	 * Where pages begin.
	 *
	 * @param at when that was worked out
	 * @param position of the view at that time
	 * @param starts the first id of each
	 */
	private record Numbered(Instant at, long position, List<String> starts) {
	}

}
