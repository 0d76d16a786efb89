package org.shuyuan.gateway.opening;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.policy.AcceptedApplication;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.GrantId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The applications, in their current state; checked on every call. */
@Repository
public class Applications {

	private final JdbcClient sql;

	private final JsonMapper json;

	private final Clock clock;

	private final ZoneId zone;

	private final Revocations revocations;

	Applications(JdbcClient sql, JsonMapper json, Clock clock, PlatformProperties platform, Revocations revocations) {
		this.sql = sql;
		this.json = json;
		this.clock = clock;
		this.zone = platform.zone();
		this.revocations = revocations;
	}

	/** What an accepted application lets a person have of an entry. */
	public Optional<AcceptedApplication> find(String person, EntryId entry) {
		return this.sql.sql(
				"select id, until from gateway.application where person = :person and entry = :entry and state = 'accepted'")
			.param("person", person)
			.param("entry", entry.value())
			.query((row, number) -> new AcceptedApplication(new GrantId(row.getString("id")), person, entry,
					row.getObject("until", LocalDate.class).plusDays(1).atStartOfDay(this.zone).toInstant()))
			.optional();
	}

	LocalDate today() {
		return LocalDate.ofInstant(this.clock.instant(), this.zone);
	}

	/** The latest day a person may ask for. */
	LocalDate latest() {
		return today().plusMonths(this.sql.sql("select months from gateway.longest_term where code = 'application'")
			.query(Integer.class)
			.single());
	}

	/**
	 * Makes an application, unless the person has an active one.
	 */
	@Transactional
	public Optional<Application> apply(String person, String role, EntryId entry, Text title, AgencyId provider,
			String name, String use, LocalDate until) {
		this.sql.sql("""
				update gateway.application set state = 'expired', version = version + 1
				where person = :person and entry = :entry and state in ('applied', 'accepted') and until < :today
				""").param("person", person).param("entry", entry.value()).param("today", today()).update();
		GrantId id = GrantId.random();
		int made = this.sql
			.sql("""
					insert into gateway.application (id, state, version, entry, entry_title, provider, person, name, use, until,
						applied)
					values (:id, 'applied', 1, :entry, cast(:title as jsonb), :provider, :person, :name, :use, :until, :now)
					on conflict do nothing
					""")
			.param("id", id.value())
			.param("entry", entry.value())
			.param("title", this.json.writeValueAsString(title))
			.param("provider", provider.value())
			.param("person", person)
			.param("name", name)
			.param("use", use)
			.param("until", until)
			.param("now", now())
			.update();
		if (made == 0) {
			return Optional.empty();
		}
		done(id, person, role, "apply", null);
		return find(id);
	}

	/**
	 * Moves an application on, unless it changed meanwhile; running deliveries under it
	 * are checked again.
	 * @return whether it was moved
	 */
	@Transactional
	public boolean move(Application application, String state, LocalDate until, String by, String role, String what,
			@Nullable String note) {
		int moved = this.sql.sql("""
				update gateway.application set state = :state, until = :until, version = version + 1
				where id = :id and version = :version
				""")
			.param("state", state)
			.param("until", until)
			.param("id", application.id().value())
			.param("version", application.version())
			.update();
		if (moved == 1) {
			done(application.id(), by, role, what, note);
			this.revocations.announce();
		}
		return moved == 1;
	}

	private void done(GrantId id, String by, String role, String what, @Nullable String note) {
		this.sql.sql("""
				insert into gateway.application_step (application, at, by, role, what, note)
				values (:id, :at, :by, :role, :what, :note)
				""")
			.param("id", id.value())
			.param("at", now())
			.param("by", by)
			.param("role", role)
			.param("what", what)
			.param("note", note)
			.update();
	}

	Optional<Application> find(GrantId id) {
		return this.sql.sql("select * from gateway.application where id = :id")
			.param("id", id.value())
			.query(this::read)
			.optional();
	}

	/**
	 * Applications, the newest first.
	 * @param provider of this agency
	 * @param person of this person
	 */
	List<Application> list(@Nullable AgencyId provider, @Nullable String person, @Nullable String state, long before,
			int limit) {
		return this.sql.sql("""
				select * from gateway.application where number < :before
					and (cast(:provider as text) is null or provider = :provider)
					and (cast(:person as text) is null or person = :person)
					and (cast(:state as text) is null or :state = case
						when state in ('applied', 'accepted') and until < :today then 'expired' else state end)
				order by number desc limit :limit
				""")
			.param("before", before)
			.param("provider", (provider != null) ? provider.value() : null)
			.param("person", person)
			.param("state", state)
			.param("today", today())
			.param("limit", limit)
			.query(this::read)
			.list();
	}

	private Application read(ResultSet row, int number) throws SQLException {
		GrantId id = new GrantId(row.getString("id"));
		LocalDate until = row.getObject("until", LocalDate.class);
		String state = row.getString("state");
		boolean expired = List.of("applied", "accepted").contains(state) && until.isBefore(today());
		return new Application(id, row.getLong("number"), expired ? "expired" : state,
				new EntryId(row.getString("entry")), this.json.readValue(row.getString("entry_title"), Text.class),
				new AgencyId(row.getString("provider")), row.getString("person"), row.getString("name"),
				row.getString("use"), until, row.getTimestamp("applied").toInstant(), history(id), List.of(),
				row.getInt("version"));
	}

	private List<Application.Done> history(GrantId id) {
		return this.sql
			.sql("select at, by, role, what, note from gateway.application_step where application = :id order by id")
			.param("id", id.value())
			.query((row, number) -> new Application.Done(row.getTimestamp("at").toInstant(), row.getString("by"),
					row.getString("role"), row.getString("what"), row.getString("note")))
			.list();
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

}
