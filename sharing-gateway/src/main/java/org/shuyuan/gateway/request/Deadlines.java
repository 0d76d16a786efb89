package org.shuyuan.gateway.request;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.RequestId;
import org.shuyuan.vocab.process.WorkingDays;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Deadlines in working days (Government Data Sharing Regulation, art. 21-22); the day of
 * receipt does not count, days are those of the city's time zone. How many days is data.
 */
@Repository
public class Deadlines {

	private final WorkingDays calendar = WorkingDays.china();

	private final JdbcClient sql;

	private final Clock clock;

	private final ZoneId zone;

	Deadlines(JdbcClient sql, Clock clock, PlatformProperties platform) {
		this.sql = sql;
		this.clock = clock;
		this.zone = platform.zone();
	}

	public LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), this.zone);
	}

	/** The moment at which a day has passed. */
	Instant endOf(LocalDate day) {
		return day.plusDays(1).atStartOfDay(this.zone).toInstant();
	}

	public void start(RequestId request, String what, String deadline, Instant received) {
		Term term = term(deadline);
		this.sql.sql("""
				insert into gateway.clock (request, what, started, due, clause)
				values (:request, :what, :started, :due, :clause) on conflict do nothing
				""")
			.param("request", request.value())
			.param("what", what)
			.param("started", Timestamp.from(received))
			.param("due", this.calendar.plusWorkingDays(LocalDate.ofInstant(received, this.zone), term.days))
			.param("clause", term.clause)
			.update();
	}

	public void stop(RequestId request, String what) {
		resume(request);
		this.sql.sql("""
				update gateway.clock set stopped = :now
				where request = :request and what = :what and stopped is null
				""")
			.param("now", Timestamp.from(this.clock.instant()))
			.param("request", request.value())
			.param("what", what)
			.update();
	}

	void pause(RequestId request) {
		this.sql.sql("update gateway.clock set paused = :today where request = :request and stopped is null")
			.param("today", today())
			.param("request", request.value())
			.update();
	}

	/** Resumes with the working days that were left, or overdue, when it paused. */
	void resume(RequestId request) {
		this.sql.sql(
				"select what, due, paused from gateway.clock where request = :request and paused is not null for update")
			.param("request", request.value())
			.query((row, number) -> new Paused(row.getString("what"), row.getObject("due", LocalDate.class),
					row.getObject("paused", LocalDate.class)))
			.list()
			.forEach((each) -> this.sql
				.sql("update gateway.clock set paused = null, due = :due where request = :request and what = :what")
				.param("due",
						this.calendar.plusWorkingDays(each.due,
								Math.max(0, this.calendar.remaining(each.paused, today()))))
				.param("request", request.value())
				.param("what", each.what)
				.update());
	}

	/**
	 * Puts the reply off, once.
	 * @param days working days
	 * @return the new last day
	 */
	LocalDate extend(RequestId request, int days) {
		LocalDate due = this.sql
			.sql("select due from gateway.clock where request = :request and what = 'reply' for update")
			.param("request", request.value())
			.query(LocalDate.class)
			.single();
		LocalDate later = this.calendar.plusWorkingDays(due, days);
		this.sql
			.sql("update gateway.clock set due = :due, extended = :days where request = :request and what = 'reply'")
			.param("due", later)
			.param("days", days)
			.param("request", request.value())
			.update();
		return later;
	}

	/** How many working days a step may take. */
	int days(String deadline) {
		return term(deadline).days;
	}

	/** The last day of a term that begins today. */
	public LocalDate lastDay(String deadline) {
		return this.calendar.plusWorkingDays(today(), term(deadline).days);
	}

	/** The latest day that may be named on a day. */
	LocalDate latest(String term, LocalDate from) {
		return from.plusMonths(this.sql.sql("select months from gateway.longest_term where code = :code")
			.param("code", term)
			.query(Integer.class)
			.single());
	}

	/** Data are there to be fetched: the provider's time stops for all their grants. */
	void provided(DistributionId distribution) {
		this.sql.sql("""
				update gateway.clock c set stopped = :now from gateway.grants g
				where g.distribution = :distribution and c.request = g.request and c.what = 'provision'
					and c.stopped is null
				""")
			.param("now", Timestamp.from(this.clock.instant()))
			.param("distribution", distribution.value())
			.update();
	}

	List<SharingRequest.Clock> of(RequestId request) {
		return this.sql.sql("select * from gateway.clock where request = :request order by started, what")
			.param("request", request.value())
			.query((row, number) -> {
				LocalDate due = row.getObject("due", LocalDate.class);
				boolean paused = row.getObject("paused") != null;
				Timestamp stopped = row.getTimestamp("stopped");
				LocalDate counted = paused ? row.getObject("paused", LocalDate.class)
						: (stopped != null) ? LocalDate.ofInstant(stopped.toInstant(), this.zone) : today();
				int remaining = this.calendar.remaining(counted, due);
				return new SharingRequest.Clock(row.getString("what"), row.getTimestamp("started").toInstant(), due,
						remaining, stopped == null && !paused && today().isAfter(due), counted.isAfter(due), paused,
						(stopped != null) ? stopped.toInstant() : null, row.getInt("extended"),
						row.getString("clause"));
			})
			.list();
	}

	/** How many are over and still running, by what they measure. */
	public Map<String, Long> overdue() {
		Map<String, Long> overdue = new HashMap<>();
		this.sql.sql("""
				select what, count(*) as clocks from gateway.clock
				where stopped is null and paused is null and due < :today group by what
				""").param("today", today()).query((row) -> {
			overdue.put(row.getString("what"), row.getLong("clocks"));
		});
		return overdue;
	}

	private Term term(String deadline) {
		return this.sql.sql("select working_days as days, clause from gateway.deadline where code = :code")
			.param("code", deadline)
			.query(Term.class)
			.single();
	}

	private record Term(int days, String clause) {
	}

	private record Paused(String what, LocalDate due, LocalDate paused) {
	}

}
