package org.shuyuan.gateway.verification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.shuyuan.vocab.identifier.GrantId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts the claims that did not hold, for all instances together. What a call may fail
 * by is set aside before it is answered, so that calls at the same moment cannot have
 * more together; after a crash it stays counted until the day is over.
 */
@Repository
class VerificationBudget {

	private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

	/** Represents the grant as a whole. */
	private static final String ALL = "";

	private final JdbcClient sql;

	private final Clock clock;

	private final VerificationProperties properties;

	VerificationBudget(JdbcClient sql, Clock clock, VerificationProperties properties) {
		this.sql = sql;
		this.clock = clock;
		this.properties = properties;
	}

	/**
	 * Failures set aside for a call.
	 *
	 * @param grant the grant
	 * @param day the day they count for
	 * @param claims what each claim matches by, as digests
	 * @param failures failures set aside, by digest
	 */
	record Reservation(GrantId grant, LocalDate day, List<List<String>> claims, Map<String, Integer> failures) {
	}

	/**
	 * Sets failures aside for claims, as many as there are left.
	 * @param claims what each claim matches by, as digests
	 * @return empty if none are left for one of them
	 */
	@Transactional
	Optional<Reservation> reserve(GrantId grant, List<List<String>> claims) {
		LocalDate day = today();
		Map<String, Integer> wanted = counts(claims);
		String[] matched = wanted.keySet().toArray(String[]::new);
		this.sql.sql("delete from gateway.verification_failure where grant_id = :grant and day < :day")
			.param("grant", grant.value())
			.param("day", day)
			.update();
		this.sql.sql("""
				insert into gateway.verification_failure (grant_id, day, matched, failed)
				select :grant, :day, matched, 0 from unnest(:matched) as matched order by matched
				on conflict do nothing
				""").param("grant", grant.value()).param("day", day).param("matched", matched).update();
		Map<String, Integer> reserved = new TreeMap<>();
		this.sql.sql("""
				select matched, failed from gateway.verification_failure
				where grant_id = :grant and day = :day and matched = any(:matched) order by matched for update
				""")
			.param("grant", grant.value())
			.param("day", day)
			.param("matched", matched)
			.query((row, number) -> Map.entry(row.getString("matched"), row.getInt("failed")))
			.list()
			.forEach((row) -> reserved.put(row.getKey(),
					Math.min(wanted.getOrDefault(row.getKey(), 0), most(row.getKey()) - row.getValue())));
		if (reserved.values().stream().anyMatch((left) -> left <= 0)) {
			return Optional.empty();
		}
		add(grant, day, reserved);
		return Optional.of(new Reservation(grant, day, claims, reserved));
	}

	private int most(String matched) {
		return matched.equals(ALL) ? this.properties.failuresPerGrant() : this.properties.failuresPerMatch();
	}

	/**
	 * Counts the claims that did not hold, and gives back the rest.
	 * @param holds for each claim, whether it holds
	 * @return false if more have failed than were left; then all stay counted, and
	 * nothing may be answered
	 */
	@Transactional
	boolean settle(Reservation reservation, List<Boolean> holds) {
		List<List<String>> failed = new ArrayList<>();
		for (int i = 0; i < holds.size(); i++) {
			if (!holds.get(i)) {
				failed.add(reservation.claims().get(i));
			}
		}
		Map<String, Integer> failures = failed.isEmpty() ? Map.of() : counts(failed);
		boolean within = true;
		Map<String, Integer> unused = new TreeMap<>();
		for (Map.Entry<String, Integer> reserved : reservation.failures().entrySet()) {
			int used = failures.getOrDefault(reserved.getKey(), 0);
			within &= used <= reserved.getValue();
			if (used < reserved.getValue()) {
				unused.put(reserved.getKey(), used - reserved.getValue());
			}
		}
		if (within) {
			add(reservation.grant(), reservation.day(), unused);
		}
		return within;
	}

	/** Gives all back, where nothing was looked up. */
	@Transactional
	void release(Reservation reservation) {
		Map<String, Integer> unused = new TreeMap<>(reservation.failures());
		unused.replaceAll((_, reserved) -> -reserved);
		add(reservation.grant(), reservation.day(), unused);
	}

	private void add(GrantId grant, LocalDate day, Map<String, Integer> amounts) {
		this.sql.sql("""
				update gateway.verification_failure v set failed = v.failed + a.amount
				from unnest(:matched, :amounts) as a (matched, amount)
				where v.grant_id = :grant and v.day = :day and v.matched = a.matched
				""")
			.param("matched", amounts.keySet().toArray(String[]::new))
			.param("amounts", amounts.values().toArray(Integer[]::new))
			.param("grant", grant.value())
			.param("day", day)
			.update();
	}

	/** How often each digest occurs, and how many claims there are. */
	private static Map<String, Integer> counts(List<List<String>> claims) {
		Map<String, Integer> counts = new TreeMap<>();
		counts.put(ALL, claims.size());
		claims.forEach((claim) -> claim.forEach((matched) -> counts.merge(matched, 1, Integer::sum)));
		return counts;
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), ZONE);
	}

	/** Until the day is over. */
	Duration untilTomorrow() {
		Instant tomorrow = today().plusDays(1).atStartOfDay(ZONE).toInstant();
		return Duration.between(this.clock.instant(), tomorrow).plusSeconds(1);
	}

}
