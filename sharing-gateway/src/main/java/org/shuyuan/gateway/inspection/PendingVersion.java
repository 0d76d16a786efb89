package org.shuyuan.gateway.inspection;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.shuyuan.gateway.objects.Sha256;
import org.shuyuan.vocab.identifier.DistributionId;

/**
 * A version that waits for inspection.
 *
 * @param distribution the distribution
 * @param version the version
 * @param sha256 where its bytes are
 * @param bytes how many
 * @param filename its label
 * @param attempts how often looking at it was begun before
 * @param nameMarked whether its original name carried a secrecy marking
 */
public record PendingVersion(DistributionId distribution, int version, Sha256 sha256, long bytes, String filename,
		int attempts, boolean nameMarked) {

	/** A version whose name carried no marking. */
	public PendingVersion(DistributionId distribution, int version, Sha256 sha256, long bytes, String filename,
			int attempts) {
		this(distribution, version, sha256, bytes, filename, attempts, false);
	}

	public static PendingVersion of(ResultSet row, int number) throws SQLException {
		return new PendingVersion(new DistributionId(row.getString("distribution")), row.getInt("version"),
				new Sha256(row.getString("sha256")), row.getLong("bytes"), row.getString("filename"),
				row.getInt("attempts"), row.getBoolean("name_marked"));
	}

}
