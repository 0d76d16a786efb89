package org.shuyuan.gateway.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.shuyuan.support.web.Precondition;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.RequestId;
import org.shuyuan.vocab.process.RequestState;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests in SQL. */
@Repository
public class RequestStore {

	private final JdbcClient sql;

	private final JsonMapper json;

	private final Clock clock;

	private final Deadlines deadlines;

	private final Grants grants;

	RequestStore(JdbcClient sql, JsonMapper json, Clock clock, Deadlines deadlines, Grants grants) {
		this.sql = sql;
		this.json = json;
		this.clock = clock;
		this.deadlines = deadlines;
		this.grants = grants;
	}

	RequestId create(RequestDetails requestDetails, Text title, AgencyId provider, AgencyId requester, String sharing,
			String by) {
		RequestId id = RequestId.random();
		this.sql.sql("""
				insert into gateway.request (id, state, version, entry, entry_title, distribution, provider, requester,
					sharing, fields, created_by, created, changed)
				values (:id, 'draft', 1, :entry, cast(:title as jsonb), :distribution, :provider, :requester, :sharing,
					cast(:fields as jsonb), :by, :now, :now)
				""")
			.param("id", id.value())
			.param("entry", requestDetails.entry())
			.param("title", this.json.writeValueAsString(title))
			.param("distribution", requestDetails.distribution())
			.param("provider", provider.value())
			.param("requester", requester.value())
			.param("sharing", sharing)
			.param("fields", this.json.writeValueAsString(requestDetails))
			.param("by", by)
			.param("now", now())
			.update();
		return id;
	}

	void edit(SharingRequest request, RequestDetails requestDetails) {
		this.sql.sql("""
				update gateway.request set fields = cast(:fields as jsonb), entry = :entry, distribution = :distribution
				where id = :id
				""")
			.param("fields", this.json.writeValueAsString(requestDetails))
			.param("entry", requestDetails.entry())
			.param("distribution", requestDetails.distribution())
			.param("id", request.id().value())
			.update();
	}

	/** Moves a request on, unless it changed meanwhile. */
	public void move(SharingRequest request, RequestState state) {
		if (this.sql.sql("""
				update gateway.request set state = :state, version = version + 1, changed = :now
				where id = :id and version = :version
				""")
			.param("state", state.code())
			.param("now", now())
			.param("id", request.id().value())
			.param("version", request.version())
			.update() != 1) {
			throw Precondition.stale();
		}
	}

	void received(RequestId id, Instant at, String by) {
		this.sql.sql("update gateway.request set received = :at, agreed_by = :by where id = :id")
			.param("at", Timestamp.from(at))
			.param("by", by)
			.param("id", id.value())
			.update();
	}

	void reviewed(RequestId id, String by) {
		this.sql.sql("update gateway.request set reviewed_by = :by where id = :id")
			.param("by", by)
			.param("id", id.value())
			.update();
	}

	/** An extension of so many working days was asked for. */
	void extension(RequestId id, int days) {
		this.sql.sql("update gateway.request set extension = :days where id = :id")
			.param("days", days)
			.param("id", id.value())
			.update();
	}

	int extension(RequestId id) {
		return this.sql.sql("select extension from gateway.request where id = :id")
			.param("id", id.value())
			.query(Integer.class)
			.single();
	}

	public void done(RequestId id, String by, String role, String what, @Nullable String note) {
		this.sql.sql("""
				insert into gateway.request_step (request, at, by, role, what, note)
				values (:request, :at, :by, :role, :what, :note)
				""")
			.param("request", id.value())
			.param("at", now())
			.param("by", by)
			.param("role", role)
			.param("what", what)
			.param("note", note)
			.update();
	}

	public Optional<SharingRequest> find(RequestId id) {
		return this.sql.sql("select * from gateway.request where id = :id")
			.param("id", id.value())
			.query(this::request)
			.optional();
	}

	/**
	 * Requests, the newest first.
	 * @param in of this provider
	 * @param out of this requester
	 */
	public List<SharingRequest> list(@Nullable AgencyId in, @Nullable AgencyId out, @Nullable String state,
			boolean overdue, long before, int limit) {
		return this.sql.sql("""
				select r.* from gateway.request r where number < :before
					and (cast(:in as text) is null and cast(:out as text) is null
						or provider = :in and state <> 'draft' and received is not null or requester = :out)
					and (cast(:state as text) is null or state = :state)
					and (not :overdue or exists (select from gateway.clock c where c.request = r.id
						and c.stopped is null and c.paused is null and c.due < :today))
				order by number desc limit :limit
				""")
			.param("before", before)
			.param("in", (in != null) ? in.value() : null)
			.param("out", (out != null) ? out.value() : null)
			.param("state", state)
			.param("overdue", overdue)
			.param("today", this.deadlines.today())
			.param("limit", limit)
			.query(this::request)
			.list();
	}

	public Map<String, Long> counts(@Nullable AgencyId provider, @Nullable AgencyId requester) {
		Map<String, Long> counts = new TreeMap<>();
		this.sql.sql("""
				select state, count(*) as count from gateway.request
				where (cast(:provider as text) is null or provider = :provider and received is not null)
					and (cast(:requester as text) is null or requester = :requester)
				group by state
				""")
			.param("provider", (provider != null) ? provider.value() : null)
			.param("requester", (requester != null) ? requester.value() : null)
			.query((row, number) -> Map.entry(row.getString("state"), row.getLong("count")))
			.list()
			.forEach((each) -> counts.put(each.getKey(), each.getValue()));
		return counts;
	}

	private SharingRequest request(ResultSet row, int number) throws SQLException {
		RequestId id = new RequestId(row.getString("id"));
		Timestamp received = row.getTimestamp("received");
		return new SharingRequest(id, row.getLong("number"), RequestState.ofCode(row.getString("state")),
				this.json.readValue(row.getString("entry_title"), Text.class), new AgencyId(row.getString("provider")),
				new AgencyId(row.getString("requester")), row.getString("sharing"),
				this.json.readValue(row.getString("fields"), RequestDetails.class), row.getString("created_by"),
				row.getString("reviewed_by"), (received != null) ? received.toInstant() : null, row.getInt("version"),
				history(id), this.deadlines.of(id), this.grants.of(id).orElse(null), null);
	}

	private List<SharingRequest.Done> history(RequestId id) {
		return this.sql.sql("select * from gateway.request_step where request = :request order by id")
			.param("request", id.value())
			.query((row, number) -> new SharingRequest.Done(row.getTimestamp("at").toInstant(), row.getString("by"),
					row.getString("role"), row.getString("what"), row.getString("note")))
			.list();
	}

	private Timestamp now() {
		return Timestamp.from(this.clock.instant());
	}

}
