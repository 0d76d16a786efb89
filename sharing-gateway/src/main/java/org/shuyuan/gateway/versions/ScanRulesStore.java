package org.shuyuan.gateway.versions;

import org.shuyuan.gateway.inspection.ScanRules;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The versions of the rules that content was ever scanned under. */
@Repository
public class ScanRulesStore {

	private final JdbcClient sql;

	ScanRulesStore(JdbcClient sql) {
		this.sql = sql;
	}

	/**
	 * The version of these rules: that of the last start where they are the same, a new
	 * one otherwise, also where they are those of an earlier start.
	 * @param shipped the version of the rules of this release
	 * @param words digest of the words; empty without any
	 */
	@Transactional
	public ScanRules register(int shipped, String words) {
		this.sql.sql("lock table gateway.scan_rules in share row exclusive mode").update();
		this.sql.sql("""
				insert into gateway.scan_rules (version, shipped, words)
				select greatest(coalesce(max(version), case when :words = '' then 0 else :shipped end) + 1, :shipped),
					:shipped, :words from gateway.scan_rules
				having not exists (select from gateway.scan_rules where shipped = :shipped and words = :words
					and version = (select max(version) from gateway.scan_rules))
				""").param("shipped", shipped).param("words", words).update();
		return this.sql.sql("""
				select max(version) as version, min(version) filter (where version > coalesce((select max(version)
					from gateway.scan_rules where words <> :words), 0)) as words_version from gateway.scan_rules
				""")
			.param("words", words)
			.query((row, number) -> new ScanRules(row.getInt("version"), row.getInt("words_version")))
			.single();
	}

}
