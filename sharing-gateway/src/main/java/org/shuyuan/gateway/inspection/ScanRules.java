package org.shuyuan.gateway.inspection;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rules that content is scanned under: those that ship with this release, and the
 * words that the data authority has set.
 *
 * @param version grows with every change of what they find
 * @param wordsVersion the version that brought the words of today
 */
public record ScanRules(int version, int wordsVersion) {

	/**
	 * The version of these rules: that of the last start where they are the same, a new
	 * one otherwise, also where they are those of an earlier start. Runs in a
	 * transaction.
	 * @param shipped the version of the rules of this release
	 * @param words digest of the words; empty without any
	 */
	public static ScanRules register(JdbcClient sql, int shipped, String words) {
		sql.sql("lock table gateway.scan_rules in share row exclusive mode").update();
		sql.sql("""
				insert into gateway.scan_rules (version, shipped, words)
				select greatest(coalesce(max(version), case when :words = '' then 0 else :shipped end) + 1, :shipped),
					:shipped, :words from gateway.scan_rules
				having not exists (select from gateway.scan_rules where shipped = :shipped and words = :words
					and version = (select max(version) from gateway.scan_rules))
				""").param("shipped", shipped).param("words", words).update();
		return sql.sql("""
				select max(version) as version, min(version) filter (where version > coalesce((select max(version)
					from gateway.scan_rules where words <> :words), 0)) as words_version from gateway.scan_rules
				""")
			.param("words", words)
			.query((row, number) -> new ScanRules(row.getInt("version"), row.getInt("words_version")))
			.single();
	}

}
