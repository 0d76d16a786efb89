package org.shuyuan.catalogue.datafeed;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.shuyuan.catalogue.publicview.DistributionDataStore;
import org.shuyuan.catalogue.publicview.PublicStore;
import org.shuyuan.catalogue.publicview.PublicView;
import org.shuyuan.observability.ClientSpans;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.caller.ServiceToken;
import org.shuyuan.support.task.BackgroundTask;
import org.shuyuan.support.task.Backoff;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

/**
 * Follows the gateway's feed of data, as far as there is a gateway: which distributions
 * have data, how many rows, and whether the public may have them.
 */
@Component
public class GatewayDataFollower {

	private static final String REGISTRATION = "catalogue-service";

	private static final int BATCH = 200;

	private static final int WAIT_SECONDS = 20;

	private final DistributionDataStore data;

	private final PublicStore store;

	private final PublicView view;

	private final TransactionTemplate transactions;

	private final @Nullable ServiceToken token;

	private final ClientSpans clientSpans;

	private final RestClient gateway;

	private final BackgroundTask task;

	GatewayDataFollower(DistributionDataStore data, PublicStore store, PublicView view,
			TransactionTemplate transactions, ObjectProvider<ClientRegistrationRepository> registrations,
			ClientSpans clientSpans, PlatformProperties platform) {
		this.data = data;
		this.store = store;
		this.view = view;
		this.transactions = transactions;
		this.token = ServiceToken.of(registrations.getIfAvailable(), REGISTRATION).orElse(null);
		this.clientSpans = clientSpans;
		this.task = new BackgroundTask("catalogue-data-feed", this::step, Backoff.QUICK).onlyIf(this.token != null);
		this.gateway = RestClient.builder()
			.baseUrl(platform.gateway())
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
		long before = this.data.position();
		Changes changes = this.task.interruptibly(() -> ask(before));
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

	/** Takes in changes; a feed that starts over is read from its beginning. */
	public void take(List<DistributionDataStore.Item> items, long before) {
		this.transactions.executeWithoutResult((status) -> {
			PublicStore.Progress _ = this.store.lock();
			if (this.data.position() != before) {
				return;
			}
			Set<String> entries = new LinkedHashSet<>();
			for (DistributionDataStore.Item item : items) {
				if (this.data.put(item)) {
					entries.add(item.entry());
				}
			}
			this.store.refreshData(entries);
			this.data.reached(items.getLast().position());
		});
		this.view.moved();
	}

	/** Without credentials there is no gateway to follow. */
	@Bean
	BackgroundTask gatewayDataTask() {
		return this.task;
	}

	/**
	 * A stretch of the gateway's feed.
	 *
	 * @param items changes in order
	 * @param position where to go on from
	 */
	record Changes(@Nullable List<DistributionDataStore.Item> items, long position) {
	}

}
