package org.shuyuan.catalogue.search;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.shuyuan.catalogue.publicview.PublicView;

import org.springframework.stereotype.Component;

/**
 * Lets a test wait until what it wrote can be found.
 */
@Component
public class Visibility {

	private final PublicView view;

	private final PublicIndex everybody;

	private final InternalIndex departments;

	Visibility(PublicView view, PublicIndex everybody, InternalIndex departments) {
		this.view = view;
		this.everybody = everybody;
		this.departments = departments;
	}

	/**
	 * Waits until searches and the public view reflect a position of the change log.
	 * @param position position of the change log
	 * @param longest longest wait
	 * @return whether they do
	 */
	public boolean await(long position, Duration longest) {
		long deadline = System.nanoTime() + longest.toNanos();
		while (!reached(position)) {
			if (System.nanoTime() > deadline) {
				return false;
			}
			LockSupport.parkNanos(5_000_000);
		}
		return true;
	}

	private boolean reached(long position) {
		if (this.departments.position() < position) {
			return false;
		}
		PublicView.Standing standing = this.view.standing();
		return standing.source() >= position && this.everybody.position() >= standing.lastEntry();
	}

}
