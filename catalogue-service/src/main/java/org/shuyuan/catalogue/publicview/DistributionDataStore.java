package org.shuyuan.catalogue.publicview;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which distributions have data, as the gateway's feed says, and how far that is taken
 * in.
 */
@Repository
public class DistributionDataStore {

	private final JdbcClient sql;

	private final ZoneId zone;

	DistributionDataStore(JdbcClient sql, PlatformProperties platform) {
		this.sql = sql;
		this.zone = platform.zone();
	}

	/** The position of the feed up to which it is taken in. */
	public long position() {
		return this.sql.sql("select position from catalogue_views.progress where feed = 'gateway'")
			.query(Long.class)
			.optional()
			.orElse(0L);
	}

	public void reached(long position) {
		this.sql.sql("""
				insert into catalogue_views.progress (feed, position) values ('gateway', :position)
				on conflict (feed) do update set position = excluded.position
				""").param("position", position).update();
	}

	/**
	 * A version that became available counts from then on; one that was revoked or failed
	 * no longer counts; one that is stopped is in force and stops what it replaced; one
	 * on its way changes nothing.
	 * @return whether anything has changed
	 */
	public boolean put(Item item) {
		int changed = switch (item.state()) {
			case "available" -> this.sql.sql("""
					insert into catalogue_views.distribution_data
						(distribution, entry, position, available, public_available, rows, bytes, modified, version,
							rows_open, media_type, sha256, told)
					values (:distribution, :entry, :position, true, :public, :rows, :bytes, :modified, :version,
						:rowsOpen, :mediaType, :sha256, :told)
					on conflict (distribution) do update
					set entry = excluded.entry, position = excluded.position, available = true,
						public_available = excluded.public_available, rows = excluded.rows, bytes = excluded.bytes,
						modified = excluded.modified, version = excluded.version, rows_open = excluded.rows_open,
						media_type = excluded.media_type, sha256 = excluded.sha256, told = excluded.told
					""")
				.param("distribution", item.distribution())
				.param("entry", item.entry())
				.param("position", item.position())
				.param("public", item.publicAvailable())
				.param("rows", item.rows())
				.param("bytes", item.bytes())
				.param("modified", day(item.at()))
				.param("version", item.versionName())
				.param("rowsOpen", Boolean.TRUE.equals(item.rowsOpen()))
				.param("mediaType", item.mediaType())
				.param("sha256", item.sha256())
				.param("told", Timestamp.from(Objects.requireNonNullElse(item.at(), Instant.EPOCH)))
				.update();
			case "stopped", "refused",
					"failed" ->
				this.sql.sql("""
						update catalogue_views.distribution_data
						set available = false, public_available = false, position = :position
						where distribution = :distribution
							and (version = :version
								or :state = 'stopped' and (length(version), version) < (length(:version), :version))
						""")
					.param("distribution", item.distribution())
					.param("version", item.versionName())
					.param("state", item.state())
					.param("position", item.position())
					.update();
			default -> 0;
		};
		return changed > 0;
	}

	private LocalDate day(@Nullable Instant at) {
		return LocalDate.ofInstant((at != null) ? at : Instant.EPOCH, this.zone);
	}

	/**
	 * Entries whose data changed after a position; all of them if the feed started over.
	 * @param limit how many at most, those that changed first
	 */
	public List<ChangedData> changedAfter(long position, int limit) {
		return this.sql.sql("""
				select entry, max(d.position) as position
				from catalogue_views.distribution_data d
				join catalogue_views.progress p on p.feed = 'gateway' and d.position <= p.position
				where d.position > case when :position <= p.position then :position else 0 end
				group by entry order by max(d.position) limit :limit
				""")
			.param("position", position)
			.param("limit", limit)
			.query((row, number) -> new ChangedData(new EntryId(row.getString("entry")), row.getLong("position")))
			.list();
	}

	/** What is available under entries, public or not; absent where nothing is. */
	public Map<EntryId, AvailableData> available(Collection<EntryId> entries) {
		Map<EntryId, AvailableData> data = new HashMap<>();
		this.sql.sql("""
				select entry, sum(rows)::bigint as rows, max(modified) as modified
				from catalogue_views.distribution_data
				where entry = any(:entries) and available
				group by entry
				""").param("entries", entries.stream().map(EntryId::value).toArray(String[]::new)).query((row) -> {
			data.put(new EntryId(row.getString("entry")),
					new AvailableData(row.getObject("rows", Long.class), row.getObject("modified", LocalDate.class)));
		});
		return data;
	}

	/**
	 * An entry under which there are other data than before.
	 *
	 * @param entry the entry
	 * @param position of the last change, in the gateway's feed
	 */
	public record ChangedData(EntryId entry, long position) {
	}

	/**
	 * What is available under an entry.
	 *
	 * @param rows rows of all its tables; absent where there is none
	 * @param modified when the newest was received
	 */
	public record AvailableData(@Nullable Long rows, @Nullable LocalDate modified) {
	}

	/**
	 * One version of the data under a distribution.
	 *
	 * @param position position in the feed
	 * @param distribution the distribution
	 * @param entry its entry
	 * @param version number or name of the version
	 * @param state the version's state
	 * @param at since when
	 * @param publicAvailable whether the public may have it
	 * @param rows rows of a table
	 * @param bytes size of an original that the public may have
	 * @param mediaType media type of such an original
	 * @param sha256 its hash
	 * @param rowsOpen whether the public may have rows of the table
	 */
	public record Item(long position, String distribution, String entry, @Nullable Object version, String state,
			@Nullable Instant at, boolean publicAvailable, @Nullable Long rows, @Nullable Long bytes,
			@Nullable String mediaType, @Nullable String sha256, @Nullable Boolean rowsOpen) {

		String versionName() {
			return String.valueOf(this.version);
		}

	}

}
