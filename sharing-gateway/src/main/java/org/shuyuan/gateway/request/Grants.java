package org.shuyuan.gateway.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.policy.Grant;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.vocab.classification.SharingMode;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.GrantId;
import org.shuyuan.vocab.identifier.ItemId;
import org.shuyuan.vocab.identifier.RequestId;
import org.shuyuan.vocab.role.Role;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The grants, in their current state; checked on every call, whatever a token says.
 */
@Repository
public class Grants {

	private final JdbcClient sql;

	private final Clock clock;

	private final Deadlines deadlines;

	private final Revocations revocations;

	Grants(JdbcClient sql, Clock clock, Deadlines deadlines, Revocations revocations) {
		this.sql = sql;
		this.clock = clock;
		this.deadlines = deadlines;
		this.revocations = revocations;
	}

	/**
	 * A grant with what was used of it.
	 *
	 * @param grant the grant
	 * @param usage what was used
	 */
	public record Standing(Grant grant, Grant.Usage usage) {
	}

	/** The grant in its current state. */
	public Optional<Standing> find(GrantId id) {
		return this.sql.sql("""
				select g.*, r.fields ->> 'mode' as mode
				from gateway.grants g join gateway.request r on r.id = g.request where g.id = :id
				""")
			.param("id", id.value())
			.query((row, number) -> standing(read(row, number), mode(row.getString("mode"))))
			.optional();
	}

	/**
	 * Between whom a grant is, and for what.
	 *
	 * @param entry the entry
	 * @param distribution its distribution
	 * @param provider the agency whose data they are
	 * @param requester the agency that may have them
	 */
	public record Parties(EntryId entry, DistributionId distribution, AgencyId provider, AgencyId requester) {
	}

	/** The parties of the grant, in any state. */
	public Optional<Parties> parties(GrantId id) {
		return this.sql.sql("select entry, distribution, provider, requester from gateway.grants where id = :id")
			.param("id", id.value())
			.query((row, number) -> new Parties(new EntryId(row.getString("entry")),
					new DistributionId(row.getString("distribution")), new AgencyId(row.getString("provider")),
					new AgencyId(row.getString("requester"))))
			.optional();
	}

	/** The mode that was asked for and granted; one that is not known covers nothing. */
	private static @Nullable SharingMode mode(@Nullable String code) {
		try {
			return (code != null) ? SharingMode.ofCode(code) : null;
		}
		catch (IllegalArgumentException _) {
			return null;
		}
	}

	private Standing standing(GrantView grant, @Nullable SharingMode mode) {
		Grant held = new Grant(new GrantId(grant.id()), grant.requester(), new EntryId(grant.entry()),
				new DistributionId(grant.distribution()),
				grant.items().stream().map(ItemId::new).collect(Collectors.toSet()), grant.rows(), grant.purpose(),
				Grant.State.valueOf(grant.state().toUpperCase(Locale.ROOT)), this.deadlines.endOf(grant.until()),
				grant.quota(), grant.callQuota(), mode);
		return new Standing(held, new Grant.Usage(grant.used(), grant.usedCalls()));
	}

	/**
	 * Sets rows aside for a call and counts it, in one statement: calls at the same
	 * moment cannot have more together than the quota leaves. Until it is settled all of
	 * it counts as used, so that a crash costs the holder rows and never gives any away.
	 * @param least rows the call cannot do without
	 * @param most rows the call may use
	 * @return the rows set aside; empty if the quota does not leave enough
	 */
	@Transactional
	public Optional<Long> reserve(GrantId id, long least, long most) {
		return this.sql.sql("""
				with held as (
					select id, least(:most, coalesce(quota_rows - used_rows, :most)) as rows from gateway.grants
					where id = :id and state = 'active' and (quota_calls is null or used_calls < quota_calls)
						and (quota_rows is null or used_rows < quota_rows and used_rows + :least <= quota_rows)
					for update)
				update gateway.grants set used_calls = used_calls + 1, used_rows = used_rows + held.rows
				from held where grants.id = held.id returning held.rows
				""").param("least", least).param("most", most).param("id", id.value()).query(Long.class).optional();
	}

	/**
	 * Gives back what was set aside and not sent. The first time data have flowed, the
	 * data-flow clock stops.
	 * @param reserved rows set aside for the call
	 * @param sent rows sent, at most as many
	 * @param flowed whether data have flowed
	 */
	@Transactional
	public void settle(GrantId id, long reserved, long sent, boolean flowed) {
		this.sql.sql("""
				update gateway.grants set used_rows = used_rows - :unused,
					first_delivery = case when :flowed then coalesce(first_delivery, :now) else first_delivery end
				where id = :id returning request
				""")
			.param("unused", reserved - sent)
			.param("flowed", flowed)
			.param("now", Timestamp.from(this.clock.instant()))
			.param("id", id.value())
			.query(String.class)
			.optional()
			.filter((request) -> flowed)
			.ifPresent((request) -> {
				this.deadlines.stop(new RequestId(request), "provision");
				this.deadlines.stop(new RequestId(request), "data-flow");
			});
	}

	void grant(SharingRequest request, List<String> items, List<String> rows, Quota quota, LocalDate until) {
		this.sql
			.sql("""
					insert into gateway.grants (id, request, state, version, entry, distribution, provider, requester, items,
						rows, purpose, quota_rows, quota_calls, until, granted)
					values (:id, :request, 'active', 1, :entry, :distribution, :provider, :requester, :items, :rows, :purpose,
						:quotaRows, :quotaCalls, :until, :now)
					""")
			.param("id", GrantId.random().value())
			.param("request", request.id().value())
			.param("entry", request.fields().entry())
			.param("distribution", request.fields().distribution())
			.param("provider", request.provider().value())
			.param("requester", request.requester().value())
			.param("items", items.toArray(new String[0]))
			.param("rows", rows.toArray(new String[0]))
			.param("purpose", request.fields().purpose())
			.param("quotaRows", quota.rows())
			.param("quotaCalls", quota.calls())
			.param("until", until)
			.param("now", Timestamp.from(this.clock.instant()))
			.update();
	}

	public Optional<GrantView> view(GrantId id) {
		return this.sql.sql("select * from gateway.grants where id = :id")
			.param("id", id.value())
			.query(this::read)
			.optional();
	}

	/** The grant, for both sides and those who see all. */
	public GrantView visible(Caller caller, GrantId id) {
		return view(id).filter(
				(grant) -> caller.seesAll() || caller.actsFor(grant.provider()) || caller.actsFor(grant.requester()))
			.orElseThrow(NotFound::grant);
	}

	Optional<GrantView> of(RequestId request) {
		return this.sql.sql("select * from gateway.grants where request = :request")
			.param("request", request.value())
			.query(this::read)
			.optional();
	}

	List<GrantView> list(@Nullable AgencyId agency, String after, int limit) {
		return this.sql.sql("""
				select * from gateway.grants where id > :after
					and (cast(:agency as text) is null or requester = :agency or provider = :agency)
				order by id limit :limit
				""")
			.param("after", after)
			.param("agency", (agency != null) ? agency.value() : null)
			.param("limit", limit)
			.query(this::read)
			.list();
	}

	/**
	 * Changes a grant, unless it changed meanwhile, and records who did; running
	 * deliveries under it are checked again.
	 * @return whether it was changed
	 */
	@Transactional
	public boolean change(GrantView grant, Change change, String by, String role) {
		int changed = this.sql.sql("""
				update gateway.grants set state = :state, version = version + 1, put_right = :rectifyBy,
					reason = coalesce(:reason, reason), disposal = coalesce(:disposal, disposal)
				where id = :id and version = :version
				""")
			.param("state", change.state)
			.param("rectifyBy", change.rectifyBy)
			.param("reason", change.step.equals("disposal") ? null : change.note)
			.param("disposal", change.step.equals("disposal") ? change.note : null)
			.param("id", grant.id())
			.param("version", grant.version())
			.update();
		if (changed != 1) {
			return false;
		}
		if (change.filing != null) {
			done(grant, by, role, "file", change.filing);
		}
		done(grant, by, role, change.step, change.note);
		if (List.of("revoked", "ended").contains(change.state)) {
			this.deadlines.stop(new RequestId(grant.request()), "provision");
			this.deadlines.stop(new RequestId(grant.request()), "data-flow");
		}
		this.revocations.announce();
		return true;
	}

	/**
	 * Gives a grant back as it was asked for, by the authority's decision: nothing that
	 * the provider revoked or limited remains so.
	 * @return whether it was changed
	 */
	@Transactional
	public boolean restore(GrantView grant, RequestDetails asked, String by, String note) {
		int changed = this.sql.sql("""
				update gateway.grants set state = 'active', version = version + 1, put_right = null, items = :items,
					rows = :rows, quota_rows = null, quota_calls = null, until = :until
				where id = :id and version = :version
				""")
			.param("items", asked.items().toArray(new String[0]))
			.param("rows", asked.rows().toArray(new String[0]))
			.param("until", asked.until())
			.param("id", grant.id())
			.param("version", grant.version())
			.update();
		if (changed == 1) {
			done(grant, by, Role.AUTHORITY.code(), "restore", note);
			this.revocations.announce();
		}
		return changed == 1;
	}

	/**
	 * What is to become of a grant.
	 *
	 * @param step what is done
	 * @param state where it leads
	 * @param note why, or how
	 * @param rectifyBy last day to put misuse right
	 * @param filing what is filed with the authority
	 */
	public record Change(String step, String state, @Nullable String note, @Nullable LocalDate rectifyBy,
			@Nullable String filing) {
	}

	private void done(GrantView grant, String by, String role, String what, @Nullable String note) {
		this.sql.sql("""
				insert into gateway.grant_step (grant_id, at, by, role, what, note)
				values (:grant, :at, :by, :role, :what, :note)
				""")
			.param("grant", grant.id())
			.param("at", Timestamp.from(this.clock.instant()))
			.param("by", by)
			.param("role", role)
			.param("what", what)
			.param("note", note)
			.update();
	}

	List<SharingRequest.Done> history(GrantView grant) {
		return this.sql.sql("select at, by, role, what, note from gateway.grant_step where grant_id = :id order by id")
			.param("id", grant.id())
			.query(SharingRequest.Done.class)
			.list();
	}

	public List<Filing> filings(@Nullable AgencyId agency) {
		return this.sql
			.sql("""
					select g.id as grant_id, g.provider, g.requester, s.at, s.by, s.note as filing
					from gateway.grant_step s join gateway.grants g on g.id = s.grant_id
					where s.what = 'file' and (cast(:agency as text) is null or g.provider = :agency or g.requester = :agency)
					order by s.id desc limit 200
					""")
			.param("agency", (agency != null) ? agency.value() : null)
			.query((row, number) -> new Filing(row.getString("grant_id"), new AgencyId(row.getString("provider")),
					new AgencyId(row.getString("requester")), row.getTimestamp("at").toInstant(), row.getString("by"),
					row.getString("filing")))
			.list();
	}

	/**
	 * What a provider filed when it stopped a service.
	 */
	public record Filing(String grant, AgencyId provider, AgencyId requester, Instant at, String by, String filing) {
	}

	private GrantView read(ResultSet row, int number) throws SQLException {
		LocalDate until = row.getObject("until", LocalDate.class);
		String state = row.getString("state");
		Timestamp first = row.getTimestamp("first_delivery");
		return new GrantView(row.getString("id"), row.getString("request"),
				(state.equals("active") && this.deadlines.today().isAfter(until)) ? "expired" : state,
				row.getString("entry"), row.getString("distribution"), new AgencyId(row.getString("provider")),
				new AgencyId(row.getString("requester")), texts(row, "items"), texts(row, "rows"),
				row.getString("purpose"), (Long) row.getObject("quota_rows"), (Long) row.getObject("quota_calls"),
				row.getLong("used_rows"), row.getLong("used_calls"), until, row.getString("reason"),
				row.getString("disposal"), (first != null) ? first.toInstant() : null,
				row.getObject("put_right", LocalDate.class), null, null, row.getInt("version"));
	}

	private static List<String> texts(ResultSet row, String column) throws SQLException {
		return Arrays.asList((String[]) row.getArray(column).getArray());
	}

}
