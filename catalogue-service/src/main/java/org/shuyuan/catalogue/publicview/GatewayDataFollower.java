package org.shuyuan.catalogue.publicview;

import java.net.http.HttpClient;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.observability.ClientSpans;
import org.shuyuan.support.caller.ServiceToken;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

/**
 * Follows the gateway's feed of data, as far as there is a gateway: which distributions
 * have data, how many rows, and whether the public may have them.
 */
@Component
class GatewayDataFollower implements SmartLifecycle {

	private static final String REGISTRATION = "catalogue-service";

	private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

	private static final int BATCH = 200;

	private static final int WAIT_SECONDS = 20;

	private final JdbcClient sql;

	private final PublicStore store;

	private final PublicView view;

	private final TransactionTemplate transactions;

	private final @Nullable ServiceToken token;

	private final ClientSpans clientSpans;

	private final RestClient gateway;

	private final ViewFollower viewFollower = new ViewFollower("catalogue-data-feed", this::step);

	GatewayDataFollower(JdbcClient sql, PublicStore store, PublicView view, TransactionTemplate transactions,
			ObjectProvider<ClientRegistrationRepository> registrations, ClientSpans clientSpans,
			@Value("${shuyuan.gateway-url:${shuyuan.base-uri}}") String gatewayUrl) {
		this.sql = sql;
		this.store = store;
		this.view = view;
		this.transactions = transactions;
		this.token = ServiceToken.of(registrations.getIfAvailable(), REGISTRATION).orElse(null);
		this.clientSpans = clientSpans;
		this.gateway = RestClient.builder()
			.baseUrl(gatewayUrl)
			.requestFactory(requests())
			.requestInterceptor(clientSpans)
			.build();
	}

	private static JdkClientHttpRequestFactory requests() {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
				HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build());
		requests.setReadTimeout(Duration.ofSeconds(WAIT_SECONDS + 10L));
		return requests;
	}

	private Duration step() {
		this.clientSpans.inBackground("data feed", this::read, (taken) -> taken);
		return Duration.ZERO;
	}

	/** Whether there was something. */
	private boolean read() {
		long before = position();
		Changes changes = this.viewFollower.interruptibly(() -> ask(before));
		if (changes != null && changes.items() != null && !changes.items().isEmpty()) {
			take(changes.items(), before);
			return true;
		}
		return false;
	}

	private @Nullable Changes ask(long after) {
		return this.gateway.get()
			.uri("/api/v1/sharing/data-changes?after={after}&limit={limit}&wait={wait}", after, BATCH, WAIT_SECONDS)
			.headers((headers) -> headers.setBearerAuth(Objects.requireNonNull(this.token).value()))
			.retrieve()
			.body(Changes.class);
	}

	/** Takes in changes; a feed that begins anew is taken in from its beginning. */
	void take(List<Item> items, long before) {
		this.transactions.executeWithoutResult((status) -> {
			PublicStore.Progress _ = this.store.lock();
			if (position() != before) {
				return;
			}
			Set<String> entries = new LinkedHashSet<>();
			for (Item item : items) {
				if (put(item) > 0) {
					entries.add(item.entry());
				}
			}
			this.store.refreshData(entries);
			this.sql.sql("""
					insert into catalogue_views.progress (feed, position) values ('gateway', :position)
					on conflict (feed) do update set position = excluded.position
					""").param("position", items.getLast().position()).update();
		});
		this.view.moved();
	}

	private long position() {
		return this.sql.sql("select position from catalogue_views.progress where feed = 'gateway'")
			.query(Long.class)
			.optional()
			.orElse(0L);
	}

	/**
	 * A version that became available counts from then on; one that was taken back or
	 * failed counts no more; one that is stopped is in force and stops what it replaced;
	 * one on its way changes nothing.
	 */
	private int put(Item item) {
		return switch (item.state()) {
			case "available" -> this.sql
				.sql("""
						insert into catalogue_views.distribution_data
							(distribution, entry, position, available, public_available, rows, bytes, modified, version,
								rows_open, media_type, sha256, told)
						values (:distribution, :entry, :position, true, :public, :rows, :bytes, :modified, :version, :rowsOpen,
							:mediaType, :sha256, :told)
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
	}

	private static LocalDate day(@Nullable Instant at) {
		return LocalDate.ofInstant((at != null) ? at : Instant.EPOCH, ZONE);
	}

	/** Without credentials there is no gateway to follow. */
	@Override
	public void start() {
		if (this.token != null) {
			this.viewFollower.start();
		}
	}

	@Override
	public void stop() {
		this.viewFollower.stop();
	}

	@Override
	public boolean isRunning() {
		return this.viewFollower.running();
	}

	/**
	 * A stretch of the gateway's feed.
	 *
	 * @param items changes in order
	 * @param position where to go on from
	 */
	record Changes(@Nullable List<Item> items, long position) {
	}

	/**
	 * One version of the data under a distribution.
	 *
	 * @param position position in the feed
	 * @param distribution the distribution
	 * @param entry its entry
	 * @param version number or name of the version
	 * @param state where the version stands
	 * @param at since when
	 * @param publicAvailable whether the public may have it
	 * @param rows rows of a table
	 * @param bytes size of an original that the public may have
	 * @param mediaType media type of such an original
	 * @param sha256 its hash
	 * @param rowsOpen whether the public may have rows of the table
	 */
	record Item(long position, String distribution, String entry, @Nullable Object version, String state,
			@Nullable Instant at, boolean publicAvailable, @Nullable Long rows, @Nullable Long bytes,
			@Nullable String mediaType, @Nullable String sha256, @Nullable Boolean rowsOpen) {

		String versionName() {
			return String.valueOf(this.version);
		}

	}

}
