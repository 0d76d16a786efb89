package org.shuyuan.gateway.request;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.identifier.AgencyId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Data-security undertakings 数据安全使用承诺: a fixed text with a version, signed for a term.
 */
@Repository
public class Undertakings {

	private final JdbcClient sql;

	private final Clock clock;

	private final Deadlines deadlines;

	Undertakings(JdbcClient sql, Clock clock, Deadlines deadlines) {
		this.sql = sql;
		this.clock = clock;
		this.deadlines = deadlines;
	}

	/** The text in force. */
	public Wording wording() {
		return this.sql.sql("""
				select version, text_zh, text_en, since from gateway.undertaking_text
				where since <= :today order by version desc limit 1
				""")
			.param("today", this.deadlines.today())
			.query((row, number) -> new Wording(row.getInt("version"),
					Text.of(row.getString("text_zh"), row.getString("text_en")),
					row.getObject("since", LocalDate.class)))
			.single();
	}

	/** Signs the text in force for an agency. */
	public Signed sign(AgencyId agency, Wording wording, String by) {
		this.sql.sql("""
				insert into gateway.undertaking (agency, text, by, at, version, until)
				values (:agency, :text, :by, :at, :version, :until)
				""")
			.param("agency", agency.value())
			.param("text", wording.text().zh())
			.param("by", by)
			.param("at", Timestamp.from(this.clock.instant()))
			.param("version", wording.version())
			.param("until", this.deadlines.latest("undertaking", this.deadlines.today()))
			.update();
		return list(agency).getFirst();
	}

	/** Whether an agency has signed the text in force, and its term is not over. */
	boolean valid(AgencyId agency) {
		return list(agency).stream().anyMatch(Signed::valid);
	}

	public List<Signed> list(@Nullable AgencyId agency) {
		int current = wording().version();
		return this.sql.sql("""
				select agency, text, by, at, version, until from gateway.undertaking
				where cast(:agency as text) is null or agency = :agency order by id desc limit 200
				""").param("agency", (agency != null) ? agency.value() : null).query((row, number) -> {
			Integer version = row.getObject("version", Integer.class);
			LocalDate until = row.getObject("until", LocalDate.class);
			boolean valid = version != null && version == current && until != null
					&& !this.deadlines.today().isAfter(until);
			return new Signed(new AgencyId(row.getString("agency")), row.getString("text"), row.getString("by"),
					row.getTimestamp("at").toInstant(), version, until, valid);
		}).list();
	}

	/**
	 * What is undertaken.
	 */
	@Schema(name = "UndertakingText")
	public record Wording(int version, Text text, LocalDate since) {
	}

	/**
	 * One that was signed.
	 *
	 * @param version of the text; absent for one signed before texts had versions
	 * @param until last day of its term
	 * @param valid whether requests may leave under it
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	@Schema(name = "SignedUndertaking")
	public record Signed(AgencyId agency, String text, String by, Instant at, @Nullable Integer version,
			@Nullable LocalDate until, boolean valid) {
	}

}
