package org.shuyuan.gateway.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * The signed end of a chain at one moment, as auditors and keepers are told of it.
 *
 * @param writer whose chain
 * @param position of the last record it signs
 * @param hash of that record, hexadecimal
 * @param at when it was signed
 * @param key the public key, hexadecimal
 * @param signature over writer, position, hash and time, hexadecimal
 */
record Head(String writer, long position, String hash, String at, String key, String signature) {

	/**
	 * A row of {@code gateway.audit_head}.
	 * @param hash the column its hash is in
	 */
	static Head of(ResultSet row, String hash) throws SQLException {
		HexFormat hex = HexFormat.of();
		return new Head(row.getString("writer"), row.getLong("position"), hex.formatHex(row.getBytes(hash)),
				row.getTimestamp("at").toInstant().toString(), hex.formatHex(row.getBytes("key")),
				hex.formatHex(row.getBytes("signature")));
	}

}
