package org.shuyuan.gateway.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.query.Filter;
import org.shuyuan.gateway.versions.DataVersion;
import org.shuyuan.vocab.identifier.ItemId;

import org.springframework.util.DigestUtils;

/**
 * What a caller may have of the data in force. Questions are read against this alone, so
 * that a column that is closed looks like one that is not there.
 *
 * @param data the version in force
 * @param columns the columns that may be had, in the table's order, with their items
 * @param rows conditions that every row satisfies
 * @param all whether all rows may be had, and counted
 * @param original whether the original may be had too, and what may be known of it
 * @param filename what the original is called
 * @param withheld columns that would be open, were it not for what was found in them
 */
public record Entitlement(DataVersion data, Map<String, ItemId> columns, List<Filter> rows, boolean all,
		boolean original, String filename, Map<String, ItemId> withheld) {

	/** The columns that may be had. */
	public List<Column> open() {
		return this.data.columns().stream().filter((column) -> this.columns.containsKey(column.name())).toList();
	}

	/**
	 * The entity tag (RFC 9110, 8.8.3) of responses built from this: another as soon as
	 * the data, the columns that may be had or the conditions on rows change. The digest
	 * of the original is no part of it: by that a closed column could be guessed.
	 */
	String tag() {
		String said = String.join("\n", this.data.distribution().value(), Integer.toString(this.data.version()),
				this.data.at().toString(), this.columns.toString(), this.rows.toString());
		return "W/\"" + DigestUtils.md5DigestAsHex(said.getBytes(StandardCharsets.UTF_8)) + "\"";
	}

}
