package org.shuyuan.support.task;

import java.time.Duration;

import org.springframework.context.SmartLifecycle;

/**
 * What a background task is made of.
 *
 * @param name of the task, its thread and its meters
 * @param step what is done in each run
 * @param backoff pauses after runs that fail
 * @param firstPause pause before the first run
 * @param wanted whether the application starts it
 * @param phase phase of its lifecycle
 * @param interrupt when a stop may interrupt a step
 * @param longestStep after which a step counts as hanging
 * @param start done at the start, before the first run
 * @param end done in the thread after the last
 */
record TaskSettings(String name, BackgroundTask.PacedStep step, Backoff backoff, Duration firstPause, boolean wanted,
		int phase, Interrupt interrupt, Duration longestStep, Runnable start, Runnable end) {

	private static final Duration LONGEST_STEP = Duration.ofSeconds(15);

	static TaskSettings of(String name, BackgroundTask.PacedStep step, Backoff backoff) {
		return new TaskSettings(name, step, backoff, Duration.ZERO, true, SmartLifecycle.DEFAULT_PHASE,
				Interrupt.WAITING, LONGEST_STEP, () -> {
				}, () -> {
				});
	}

	TaskSettings withFirstPause(Duration pause) {
		return new TaskSettings(this.name, this.step, this.backoff, pause, this.wanted, this.phase, this.interrupt,
				this.longestStep, this.start, this.end);
	}

	TaskSettings withWanted(boolean isWanted) {
		return new TaskSettings(this.name, this.step, this.backoff, this.firstPause, isWanted, this.phase,
				this.interrupt, this.longestStep, this.start, this.end);
	}

	TaskSettings withPhase(int other) {
		return new TaskSettings(this.name, this.step, this.backoff, this.firstPause, this.wanted, other, this.interrupt,
				this.longestStep, this.start, this.end);
	}

	TaskSettings withInterrupt(Interrupt other) {
		return new TaskSettings(this.name, this.step, this.backoff, this.firstPause, this.wanted, this.phase, other,
				this.longestStep, this.start, this.end);
	}

	TaskSettings withLongestStep(Duration longest) {
		return new TaskSettings(this.name, this.step, this.backoff, this.firstPause, this.wanted, this.phase,
				this.interrupt, longest, this.start, this.end);
	}

	TaskSettings withStart(Runnable other) {
		return new TaskSettings(this.name, this.step, this.backoff, this.firstPause, this.wanted, this.phase,
				this.interrupt, this.longestStep, other, this.end);
	}

	TaskSettings withEnd(Runnable other) {
		return new TaskSettings(this.name, this.step, this.backoff, this.firstPause, this.wanted, this.phase,
				this.interrupt, this.longestStep, this.start, other);
	}

}
