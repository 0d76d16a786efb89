package org.shuyuan.vocab.process;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

import org.shuyuan.vocab.Vocabulary;

/**
 * The working-day calendar: weekends, the public holidays and make-up workdays that the
 * State Council's General Office announces for each year. A year without an announced
 * list counts weekends only, and {@link #announced(int)} says so.
 */
public final class WorkingDays {

	private final Set<LocalDate> holidays = new HashSet<>();

	private final Set<LocalDate> makeUpDays = new HashSet<>();

	private final Set<Integer> years = new HashSet<>();

	private WorkingDays(String table) {
		for (String line : table.lines().skip(1).filter((each) -> !each.isBlank()).toList()) {
			String[] cells = line.split(",");
			Set<LocalDate> days = switch (cells[2]) {
				case "holiday" -> this.holidays;
				case "workday" -> this.makeUpDays;
				default -> throw new IllegalArgumentException("Neither holiday nor workday: " + line);
			};
			LocalDate first = LocalDate.parse(cells[0]);
			first.datesUntil(LocalDate.parse(cells[1]).plusDays(1)).forEach(days::add);
			this.years.add(first.getYear());
		}
	}

	/** The calendar of the People's Republic of China as shipped. */
	public static WorkingDays china() {
		return Shipped.CHINA;
	}

	/**
	 * A calendar of one's own.
	 * @param table csv with a header: first day, last day, {@code holiday} or
	 * {@code workday}, name
	 */
	public static WorkingDays of(String table) {
		return new WorkingDays(table);
	}

	/** Whether the holidays of a year have been announced and are known here. */
	public boolean announced(int year) {
		return this.years.contains(year);
	}

	/** Whether people work on a day. */
	public boolean isWorkingDay(LocalDate day) {
		boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
		return this.makeUpDays.contains(day) || !weekend && !this.holidays.contains(day);
	}

	/**
	 * The last day of a term: the n-th working day after the day of receipt, which does
	 * not count.
	 * @param n number of working days, 0 or more
	 */
	public LocalDate plusWorkingDays(LocalDate received, int n) {
		if (n < 0) {
			throw new IllegalArgumentException("A term has 0 working days or more");
		}
		LocalDate day = received;
		for (int left = n; left > 0;) {
			day = day.plusDays(1);
			if (isWorkingDay(day)) {
				left--;
			}
		}
		return day;
	}

	/**
	 * Working days left until a term ends, today not counted; 0 on its last day and
	 * negative once it is over.
	 */
	public int remaining(LocalDate today, LocalDate due) {
		return due.isBefore(today) ? -between(due, today) : between(today, due);
	}

	private int between(LocalDate from, LocalDate until) {
		return (int) from.plusDays(1).datesUntil(until.plusDays(1)).filter(this::isWorkingDay).count();
	}

	private static final class Shipped {

		private static final WorkingDays CHINA = new WorkingDays(Vocabulary.text("working-days.csv"));

	}

}
