package org.shuyuan.gateway.dispute;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.request.Deadlines;
import org.shuyuan.gateway.request.OpenDisputes;
import org.shuyuan.gateway.request.SharingRequest;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.RequestId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Disputes in SQL. */
@Repository
public class DisputeStore implements OpenDisputes {

	private final JdbcClient sql;

	private final Clock clock;

	private final Deadlines deadlines;

	DisputeStore(JdbcClient sql, Clock clock, Deadlines deadlines) {
		this.sql = sql;
		this.clock = clock;
		this.deadlines = deadlines;
	}

	/**
	 * Raises a dispute.
	 * @return its id; empty while one about the request is open
	 */
	Optional<String> raise(SharingRequest request, @Nullable String grant, AgencyId agency, String by,
			String statement) {
		String id = RequestId.random().value();
		int raised = this.sql.sql("""
				insert into gateway.dispute (id, request, grant_id, provider, requester, raised_by, agency, statement,
					state, raised, statement_due, decision_due)
				values (:id, :request, :grant, :provider, :requester, :by, :agency, :statement, 'open', :now,
					:statementDue, :decisionDue)
				on conflict (request) where state = 'open' do nothing
				""")
			.param("id", id)
			.param("request", request.id().value())
			.param("grant", grant)
			.param("provider", request.provider().value())
			.param("requester", request.requester().value())
			.param("by", by)
			.param("agency", agency.value())
			.param("statement", statement)
			.param("now", now())
			.param("statementDue", this.deadlines.lastDay("dispute-statement"))
			.param("decisionDue", this.deadlines.lastDay("dispute-decision"))
			.update();
		return (raised == 1) ? Optional.of(id) : Optional.empty();
	}

	void state(String id, AgencyId agency, String by, String text) {
		this.sql.sql("""
				insert into gateway.dispute_statement (dispute, agency, by, at, text)
				values (:dispute, :agency, :by, :at, :text)
				""")
			.param("dispute", id)
			.param("agency", agency.value())
			.param("by", by)
			.param("at", now())
			.param("text", text)
			.update();
	}

	/**
	 * Ends a dispute, unless it was ended meanwhile.
	 * @return whether it was open
	 */
	boolean close(String id, String state, @Nullable String decision, @Nullable String reason, String by) {
		return this.sql.sql("""
				update gateway.dispute set state = :state, decision = :decision, reason = :reason, decided_by = :by,
					decided = :now where id = :id and state = 'open'
				""")
			.param("state", state)
			.param("decision", decision)
			.param("reason", reason)
			.param("by", by)
			.param("now", now())
			.param("id", id)
			.update() == 1;
	}

	Optional<Dispute> find(String id) {
		return this.sql.sql("select * from gateway.dispute where id = :id")
			.param("id", id)
			.query(this::dispute)
			.optional();
	}

	/** The newest disputes, of an agency or of all. */
	List<Dispute> list(@Nullable AgencyId agency) {
		return this.sql.sql("""
				select * from gateway.dispute
				where cast(:agency as text) is null or provider = :agency or requester = :agency
				order by raised desc, id limit 200
				""").param("agency", (agency != null) ? agency.value() : null).query(this::dispute).list();
	}

	@Override
	public boolean open(RequestId request) {
		return this.sql.sql("select exists (select from gateway.dispute where request = :request and state = 'open')")
			.param("request", request.value())
			.query(Boolean.class)
			.single();
	}

	@Override
	public Set<String> openRequests() {
		return this.sql.sql("select request from gateway.dispute where state = 'open'").query(String.class).set();
	}

	public long open(@Nullable AgencyId agency) {
		return this.sql.sql("""
				select count(*) from gateway.dispute where state = 'open'
					and (cast(:agency as text) is null or provider = :agency or requester = :agency)
				""").param("agency", (agency != null) ? agency.value() : null).query(Long.class).single();
	}

	private Dispute dispute(ResultSet row, int number) throws SQLException {
		String id = row.getString("id");
		LocalDate decisionDue = row.getObject("decision_due", LocalDate.class);
		Timestamp decided = row.getTimestamp("decided");
		boolean open = row.getString("state").equals("open");
		return new Dispute(id, row.getString("request"), row.getString("grant_id"),
				new AgencyId(row.getString("provider")), new AgencyId(row.getString("requester")),
				new AgencyId(row.getString("agency")), row.getString("raised_by"), row.getString("statement"),
				row.getString("state"), statements(id), row.getObject("statement_due", LocalDate.class), decisionDue,
				open && decisionDue != null && this.deadlines.today().isAfter(decisionDue), row.getString("decision"),
				row.getString("reason"), row.getTimestamp("raised").toInstant(),
				(decided != null) ? decided.toInstant() : null, List.of(), List.of());
	}

	private List<Dispute.Statement> statements(String dispute) {
		return this.sql
			.sql("select agency, by, at, text from gateway.dispute_statement where dispute = :id order by id")
			.param("id", dispute)
			.query((row, number) -> new Dispute.Statement(new AgencyId(row.getString("agency")), row.getString("by"),
					row.getTimestamp("at").toInstant(), row.getString("text")))
			.list();
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

}
