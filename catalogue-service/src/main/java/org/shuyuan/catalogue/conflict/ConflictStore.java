package org.shuyuan.catalogue.conflict;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.conflict.Conflict.Claimant;
import org.shuyuan.catalogue.entry.EntryRegistration;
import org.shuyuan.catalogue.entry.EntryStore;
import org.shuyuan.catalogue.problem.CatalogueProblemType;
import org.shuyuan.catalogue.source.SourceDuties;
import org.shuyuan.catalogue.source.SourceRegister;
import org.shuyuan.catalogue.source.SourceRegister.Claim;
import org.shuyuan.catalogue.source.SourceRegister.Collected;
import org.shuyuan.support.caller.Caller;
import org.shuyuan.support.problem.NotFound;
import org.shuyuan.support.problem.Problem;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.identifier.ItemId;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Disputes, open and decided.
 */
@Repository
class ConflictStore {

	private final JdbcClient sql;

	private final EntryStore entries;

	private final EntryRegistration entryRegistration;

	private final SourceRegister sources;

	private final SourceDuties duties;

	private final JsonMapper json;

	private final Clock clock;

	ConflictStore(JdbcClient sql, EntryStore entries, EntryRegistration entryRegistration, SourceRegister sources,
			SourceDuties duties, JsonMapper json, Clock clock) {
		this.sql = sql;
		this.entries = entries;
		this.entryRegistration = entryRegistration;
		this.sources = sources;
		this.duties = duties;
		this.json = json;
		this.clock = clock;
	}

	@Transactional
	Conflict raise(EntryId entry, ItemId item, String reason, Caller caller) {
		Claim claim = this.entries.find(entry)
			.filter((standing) -> caller.actsFor(standing.agency()))
			.flatMap((standing) -> this.entries.description(entry, standing.revision()))
			.map(this.entryRegistration::entry)
			.flatMap((described) -> SourceRegister.claims(described)
				.stream()
				.filter((each) -> item.equals(each.item()))
				.findFirst())
			.orElseThrow(NotFound::entry);
		Claim source = this.sources.against(claim).orElseThrow(ConflictStore::noConflict);
		Collected collected = claim.collected();
		List<Claimant> claimants = List.of(claimant(source), claimant(claim));
		String id = EntryId.random().value();
		int raised = this.sql.sql("""
				insert into catalogue.conflict (id, element, entity_kind, area, claimants, reason, raised_by, raised,
					state)
				values (:id, :element, :kind, :area, :claimants::jsonb, :reason, :by, :now, 'open')
				on conflict (element, entity_kind, area) where state = 'open' do nothing
				""")
			.param("id", id)
			.param("element", collected.element())
			.param("kind", collected.entityKind())
			.param("area", collected.area())
			.param("claimants", this.json.writeValueAsString(claimants))
			.param("reason", reason)
			.param("by", caller.subject())
			.param("now", Timestamp.from(this.clock.instant()))
			.update();
		if (raised == 0) {
			throw alreadyOpen();
		}
		return find(id).orElseThrow();
	}

	private static Claimant claimant(Claim claim) {
		return new Claimant(claim.agency(), Objects.requireNonNull(claim.entry()),
				Objects.requireNonNull(claim.item()));
	}

	Optional<Conflict> find(String id) {
		return this.sql.sql("select * from catalogue.conflict where id = :id")
			.param("id", id)
			.query((row, number) -> conflict(row))
			.optional();
	}

	/**
	 * Conflicts, of an agency or of all.
	 * @param duty only those whose decision leaves something to be done, or only those
	 * where that is overdue
	 */
	List<Conflict> list(@Nullable String state, @Nullable AgencyId of, @Nullable String duty, String after, int limit) {
		String[] undone = (duty != null) ? this.duties.undone(of, !duty.equals("open")).toArray(String[]::new) : null;
		return this.sql.sql("""
				select * from catalogue.conflict
				where id > :after and (:state::text is null or state = :state)
				and (:agency::text is null
					or claimants @> jsonb_build_array(jsonb_build_object('agency', :agency::text)))
				and (:conflicts::text[] is null or id = any(:conflicts))
				order by id limit :limit
				""")
			.param("after", after)
			.param("conflicts", undone)
			.param("state", state)
			.param("agency", (of != null) ? of.value() : null)
			.param("limit", limit)
			.query((row, number) -> conflict(row))
			.list();
	}

	/** Records a claimant's statement, while the conflict is open. */
	@Transactional
	Conflict state(Conflict conflict, AgencyId agency, String text, Caller caller) {
		ConflictActions.refusalToState(caller, lock(conflict.id())).ifPresent((refusal) -> {
			throw refusal;
		});
		this.sql.sql("""
				insert into catalogue.conflict_statement (conflict, agency, by, at, text)
				values (:conflict, :agency, :by, :at, :text)
				""")
			.param("conflict", conflict.id())
			.param("agency", agency.value())
			.param("by", caller.subject())
			.param("at", Timestamp.from(this.clock.instant()))
			.param("text", text)
			.update();
		return find(conflict.id()).orElseThrow();
	}

	/** Whether a person spoke for one of the sides. */
	boolean tookPart(String id, String person) {
		return this.sql.sql("""
				select exists (select from catalogue.conflict where id = :id and raised_by = :person)
					or exists (select from catalogue.conflict_statement where conflict = :id and by = :person)
				""").param("id", id).param("person", person).query(Boolean.class).single();
	}

	@Transactional
	Conflict decide(String id, AgencyId lead, String reason, Caller caller) {
		Conflict conflict = lock(id);
		ConflictActions.refusalToDecide(caller, conflict, () -> tookPart(id, caller.subject())).ifPresent((refusal) -> {
			throw refusal;
		});
		Claimant leading = conflict.claimants()
			.stream()
			.filter((claimant) -> claimant.agency().equals(lead))
			.findFirst()
			.orElseThrow(ConflictStore::noClaimant);
		Instant now = this.clock.instant();
		Collected decided = new Collected(conflict.element(), conflict.entityKind(), conflict.area());
		this.sources.appoint(new Claim(decided, lead, leading.entry(), leading.item()), now);
		this.duties.lift(lead, decided);
		conflict.claimants()
			.stream()
			.map(Claimant::agency)
			.distinct()
			.filter((agency) -> !agency.equals(lead))
			.forEach((agency) -> {
				this.sources.withdraw(agency, decided);
				this.duties.impose(id, lead, collected(agency, decided));
			});
		this.sql.sql("""
				update catalogue.conflict set state = 'decided', lead = :lead, decision = :reason, decided_by = :by,
					decided = :now
				where id = :id
				""")
			.param("lead", lead.value())
			.param("reason", reason)
			.param("by", caller.subject())
			.param("now", Timestamp.from(now))
			.param("id", id)
			.update();
		return find(id).orElseThrow();
	}

	private Conflict lock(String id) {
		return this.sql.sql("select * from catalogue.conflict where id = :id for update")
			.param("id", id)
			.query((row, number) -> conflict(row))
			.optional()
			.orElseThrow(ConflictStore::notFound);
	}

	/** What an agency's published entries collect of what was decided. */
	private List<Claim> collected(AgencyId agency, Collected decided) {
		return this.entries.published(agency)
			.stream()
			.map(this.entryRegistration::entry)
			.flatMap((entry) -> SourceRegister.claims(entry).stream())
			.filter((claim) -> claim.collected().within(decided))
			.toList();
	}

	static Problem notFound() {
		return NotFound.of(CatalogueProblemType.CONFLICT_NOT_FOUND, "数源争议", "conflict");
	}

	private static Problem noConflict() {
		return new Problem(CatalogueProblemType.CONFLICT_NONE,
				Text.of("该信息项没有其他数源部门", "No other agency is the source of this item"),
				Text.of("可以直接提交条目", "The entry can be submitted as it is"));
	}

	private static Problem alreadyOpen() {
		return new Problem(CatalogueProblemType.CONFLICT_OPEN,
				Text.of("该数据元已有争议待决定", "This data element is disputed already"),
				Text.of("请等待数据主管部门决定", "Wait for the authority's decision"));
	}

	private static Problem noClaimant() {
		return new Problem(CatalogueProblemType.LEAD_INVALID,
				Text.of("牵头部门须是争议双方之一", "The lead is one of the claimants"),
				Text.of("请从争议各方中选择", "Choose one of the claimants"));
	}

	private Conflict conflict(ResultSet row) throws SQLException {
		String lead = row.getString("lead");
		Timestamp decided = row.getTimestamp("decided");
		String id = row.getString("id");
		return new Conflict(id, row.getString("element"), row.getString("entity_kind"), row.getString("area"),
				List.of(this.json.readValue(row.getString("claimants"), Claimant[].class)), row.getString("reason"),
				row.getString("state"), row.getTimestamp("raised").toInstant(), statements(id),
				(lead != null) ? new AgencyId(lead) : null, row.getString("decision"),
				(decided != null) ? decided.toInstant() : null, this.duties.of(id), List.of());
	}

	private List<Conflict.Statement> statements(String conflict) {
		return this.sql
			.sql("select agency, by, at, text from catalogue.conflict_statement where conflict = :id order by id")
			.param("id", conflict)
			.query((row, number) -> new Conflict.Statement(new AgencyId(row.getString("agency")), row.getString("by"),
					row.getTimestamp("at").toInstant(), row.getString("text")))
			.list();
	}

}
