package org.shuyuan.gateway.tables;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Places for rows that stream as fast as their readers take them. Short questions have
 * connections of their own; one reader has a share of the places only; and while another
 * waits, the stream that has held its slot longest gives way once its term is over.
 */
final class StreamSlots {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition left = this.lock.newCondition();

	private final Set<Place> taken = new LinkedHashSet<>();

	private final int most;

	private final int share;

	private final Duration patience;

	private final Duration term;

	/**
	 * So many places.
	 * @param most places
	 * @param share places of one reader
	 * @param patience how long a caller waits for one
	 * @param term how long a stream may keep one while a caller waits
	 */
	StreamSlots(int most, int share, Duration patience, Duration term) {
		this.most = most;
		this.share = share;
		this.patience = patience;
		this.term = term;
	}

	/**
	 * Takes a place.
	 * @param reader whose share it is of; absent where there is none
	 * @param giveWay ends the stream
	 * @throws TablesBusy if the reader's share is used up, or none became free
	 */
	Place take(@Nullable String reader, Runnable giveWay) {
		long patient = this.patience.toNanos();
		this.lock.lock();
		try {
			while (this.taken.size() >= this.most || shareTaken(reader)) {
				if (shareTaken(reader)) {
					throw TablesBusy.share();
				}
				longest();
				if (patient <= 0) {
					throw TablesBusy.full();
				}
				patient = this.left.awaitNanos(Math.min(patient, TimeUnit.MILLISECONDS.toNanos(200)))
						+ Math.max(0, patient - TimeUnit.MILLISECONDS.toNanos(200));
			}
			Place place = new Place(reader, giveWay, System.nanoTime());
			this.taken.add(place);
			return place;
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			throw new QueryStopped(false);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean shareTaken(@Nullable String reader) {
		return reader != null
				&& this.taken.stream().filter((place) -> reader.equals(place.reader)).count() >= this.share;
	}

	/** Has the stream that is there longest give way, if its term is over. */
	private void longest() {
		this.taken.stream()
			.filter((place) -> System.nanoTime() - place.since > this.term.toNanos())
			.min(Comparator.comparingLong((place) -> place.since))
			.ifPresent((place) -> place.giveWay.run());
	}

	private void leave(Place place) {
		this.lock.lock();
		try {
			this.taken.remove(place);
			this.left.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A place taken; it is free again when it is closed. */
	final class Place implements AutoCloseable {

		private final @Nullable String reader;

		private final Runnable giveWay;

		private final long since;

		Place(@Nullable String reader, Runnable giveWay, long since) {
			this.reader = reader;
			this.giveWay = giveWay;
			this.since = since;
		}

		@Override
		public void close() {
			leave(this);
		}

	}

}
