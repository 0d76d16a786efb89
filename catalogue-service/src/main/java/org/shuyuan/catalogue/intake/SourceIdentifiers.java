package org.shuyuan.catalogue.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.EntryId;
import org.shuyuan.vocab.rdf.Violation;
import org.shuyuan.vocab.role.Role;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Under which identifiers sources know the entries of imports, so that the same data set
 * coming again, under another key or another source's name, is said.
 */
@Repository
class SourceIdentifiers {

	private final JdbcClient sql;

	private final JdbcTemplate batches;

	SourceIdentifiers(JdbcClient sql, JdbcTemplate batches) {
		this.sql = sql;
		this.batches = batches;
	}

	/** Replaces the stored identifiers of entries. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void keep(Map<EntryId, Entry> entries, String origin) {
		if (entries.isEmpty()) {
			return;
		}
		this.sql.sql("delete from catalogue.source_identifier where entry = any(:entries)")
			.param("entries", ids(entries.keySet()))
			.update();
		List<Object[]> rows = new ArrayList<>();
		entries.forEach((id, entry) -> {
			for (String identifier : identifiers(entry)) {
				rows.add(new Object[] { identifier, entry.agency().value(), origin, id.value() });
			}
		});
		this.batches.batchUpdate("""
				insert into catalogue.source_identifier (identifier, agency, origin, entry) values (?, ?, ?, ?)
				""", rows);
	}

	/**
	 * Which other entries go by an identifier of these. Addresses are compared across
	 * agencies for the authority, all else within the agency.
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public Map<EntryId, List<Other>> others(Collection<EntryId> entries, ImportOptions importOptions) {
		return this.sql.sql("""
				select m.entry, m.identifier, o.entry as other, o.origin
				from catalogue.source_identifier m
				cross join lateral (
					select s.entry, s.origin from catalogue.source_identifier s
					join catalogue.entry e on e.id = s.entry and e.state <> 'retired'
					where s.identifier = m.identifier and s.entry <> m.entry
					and (s.agency = m.agency or :everywhere and position('://' in m.identifier) > 0)
					limit 3) o
				where m.entry = any(:entries)
				order by m.entry, m.identifier, o.entry
				""")
			.param("entries", ids(entries))
			.param("everywhere", importOptions.caller().has(Role.AUTHORITY))
			.query((row, _) -> new Other(new EntryId(row.getString("entry")), row.getString("identifier"),
					new EntryId(row.getString("other")), row.getString("origin")))
			.list()
			.stream()
			.collect(Collectors.groupingBy(Other::entry));
	}

	private static Set<String> identifiers(Entry entry) {
		Set<String> identifiers = new TreeSet<>();
		for (String each : new String[] { entry.key(), entry.code() }) {
			if (each != null && !each.isBlank()) {
				identifiers.add(each.strip());
			}
		}
		return identifiers;
	}

	private static String[] ids(Collection<EntryId> entries) {
		return entries.stream().filter(Objects::nonNull).map(EntryId::value).toArray(String[]::new);
	}

	/**
	 * Another entry of the same identifier.
	 *
	 * @param entry whose identifier it is
	 * @param identifier the identifier that both have
	 * @param other the other entry
	 * @param origin name of the source that it was imported from
	 */
	record Other(EntryId entry, String identifier, EntryId other, String origin) {

		Violation note() {
			return new Violation("identifier-known", Violation.Severity.WARNING, "code",
					Text.of("目录中已有同一标识 " + this.identifier + " 的条目 " + this.other + "（来源“" + this.origin + "”）",
							"The catalogue has entry %s with the same identifier %s, from the source '%s'"
								.formatted(this.other, this.identifier, this.origin)),
					Text.of("如为同一数据集，请沿用原来源名称导入，或废止其中之一",
							"If it is the same data set, import it under that source's name, or retire one of them"),
					null);
		}

	}

}
